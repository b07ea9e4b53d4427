using System.Text.Json;

namespace RatingGrains.Api.Bitrix24;

public sealed class When_a_connector_sends_through_the_door(Bitrix24Host world) : IClassFixture<Bitrix24Host>
{
    [Fact]
    public async Task a_user_is_one_dialogue_whichever_chat_they_write_in()
    {
        var first = await SendAsync(Bitrix24Host.Connector, ("one", "ann", "chat-1", "Hello"));
        var second = await SendAsync(Bitrix24Host.Connector, ("two", "ann", "chat-2", "Hello again"));
        Assert.Equal(SessionOf(first[0]), SessionOf(second[0]));
    }

    [Fact]
    public async Task a_group_is_one_dialogue_whoever_writes_in_it()
    {
        await world.Application.ResultAsync("imconnector.register", new
        {
            ID = "groups",
            NAME = "Groups",
            ICON = new { DATA_IMAGE = "x" },
            PLACEMENT_HANDLER = "x",
            CHAT_GROUP = true,
        });
        await world.Application.ResultAsync("imconnector.activate", new { CONNECTOR = "groups", LINE = world.Line, ACTIVE = 1 });
        var results = await SendAsync("groups", ("g1", "bob", "group", "Hello"), ("g2", "cid", "group", "Me too"));
        Assert.Equal(SessionOf(results[0]), SessionOf(results[1]));
    }

    [Fact]
    public async Task a_repeat_is_agreed_to_and_changes_nothing()
    {
        var first = await SendAsync(Bitrix24Host.Connector, ("same", "dan", "dan", "Hello"));
        var again = await SendAsync(Bitrix24Host.Connector, ("same", "dan", "dan", "Hello"));
        Assert.Equal(SessionOf(first[0]), SessionOf(again[0]));
        var history = await world.HistoryAsync(SessionOf(first[0]));
        Assert.Single(history.GetProperty("message").EnumerateObject());

        var other = await SendAsync(Bitrix24Host.Connector, ("same", "dan", "dan", "Something else"));
        Assert.False(other[0].GetProperty("SUCCESS").GetBoolean());
    }

    [Fact]
    public async Task one_broken_message_takes_no_other_with_it()
    {
        var results = await SendAsync(
            Bitrix24Host.Connector, ("e1", "", "eve", "Hello"), ("", "eve", "eve", "Hello"), ("e3", "eve", "eve", ""),
            ("e4", "eve", "eve", "Hello"));
        Assert.Equal([false, false, false, true], results.Select(result => result.GetProperty("SUCCESS").GetBoolean()));
        Assert.Contains("user[id]", results[0].GetProperty("ERRORS")[0].GetString());
    }

    [Fact]
    public async Task only_where_it_is_active()
    {
        var line = (await world.Admin.ResultAsync("imopenlines.config.add", new { PARAMS = new { LINE_NAME = "Elsewhere" } })).GetInt64();
        var reply = await world.Application.CallAsync(
            "imconnector.activate", new { CONNECTOR = Bitrix24Host.Connector, LINE = line, ACTIVE = 1 });
        Assert.Equal("NOT_ACTIVE_LINE", reply.Error);

        await world.Application.ResultAsync("imconnector.register", new
        {
            ID = "asleep",
            NAME = "Asleep",
            ICON = new { DATA_IMAGE = "x" },
            PLACEMENT_HANDLER = "x",
        });
        var given = new { CONNECTOR = "asleep", LINE = world.Line, ACTIVE = 0 };
        Assert.False(await IsOnAsync("asleep"));
        await world.Application.ResultAsync("imconnector.activate", new { CONNECTOR = "asleep", LINE = world.Line, ACTIVE = 1 });
        Assert.True(await IsOnAsync("asleep"));
        await world.Application.ResultAsync("imconnector.activate", given);
        Assert.False(await IsOnAsync("asleep"));
        reply = await world.Application.CallAsync("imconnector.send.messages", new
        {
            CONNECTOR = "asleep",
            LINE = world.Line,
            MESSAGES = new[] { new { user = new { id = 1 }, message = new { id = 1, text = "x" }, chat = new { id = 1 } } },
        });
        Assert.Equal("NOT_ACTIVE_LINE", reply.Error);
    }

    [Fact]
    public async Task it_is_its_own_applications_and_nobody_elses()
    {
        var other = await world.ApplicationAsync("borrower");
        var given = new
        {
            CONNECTOR = Bitrix24Host.Connector,
            LINE = world.Line,
            ACTIVE = 0,
            DATA = new { ID = 1 },
            MESSAGES = new[] { 1 },
        };
        foreach (var method in new[]
                 {
                     "imconnector.activate", "imconnector.connector.data.set", "imconnector.send.messages",
                     "imconnector.send.status.delivery",
                 })
        {
            Assert.Equal("IMCONNECTOR_NO_CORRECT_PROVIDER", (await other.CallAsync(method, given)).Error);
        }
        Assert.True(await IsOnAsync(Bitrix24Host.Connector));
    }

    private async Task<JsonElement[]> SendAsync(
        string connector, params (string Message, string User, string Chat, string Text)[] messages)
    {
        var answer = await world.Application.ResultAsync("imconnector.send.messages", new
        {
            CONNECTOR = connector,
            LINE = world.Line,
            MESSAGES = messages.Select(one => new
            {
                user = new { id = one.User },
                message = new { id = one.Message, text = one.Text },
                chat = new { id = one.Chat },
            }),
        });
        return [.. answer.GetProperty("DATA").GetProperty("RESULT").EnumerateArray()];
    }

    private async Task<bool> IsOnAsync(string connector) =>
        (await world.Application.ResultAsync("imconnector.status", new { CONNECTOR = connector, LINE = world.Line }))
            .GetProperty("STATUS").GetBoolean();

    private static string SessionOf(JsonElement result)
    {
        Assert.True(result.GetProperty("SUCCESS").GetBoolean(), result.ToString());
        return result.GetProperty("session").GetProperty("ID").GetString()!;
    }
}
