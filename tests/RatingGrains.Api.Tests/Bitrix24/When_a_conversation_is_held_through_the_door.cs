using System.Text.Json;

namespace RatingGrains.Api.Bitrix24;

public sealed class When_a_conversation_is_held_through_the_door(Bitrix24Host world) : IClassFixture<Bitrix24Host>
{
    [Fact]
    public async Task its_customer_rates_by_a_digit_and_a_supervisor_by_stars()
    {
        var (session, chat) = await world.WriteAsync("life", "Where is my parcel?");
        Assert.True(await DoAsync(world.Anna, "imopenlines.operator.answer", chat));
        Assert.True(await DoAsync(world.Anna, "imopenlines.operator.finish", chat));
        Assert.Equal("Y", (await RowAsync(session)).GetProperty("WAIT_VOTE").GetString());

        Assert.Equal((session, chat), await world.WriteAsync("life", "1"));
        Assert.True((await world.Olga.ResultAsync(
            "imopenlines.session.head.vote", new { SESSION_ID = session, RATING = 4, COMMENT = "Kind" })).GetBoolean());
        // Only the stars are said again: the comment stays.
        Assert.True((await world.Olga.ResultAsync(
            "imopenlines.session.head.vote", new { SESSION_ID = session, RATING = "3" })).GetBoolean());

        var history = await world.HistoryAsync(session);
        Assert.Equal(3, history.GetProperty("sessionVoteHead").GetInt32());
        Assert.Equal("Kind", history.GetProperty("sessionCommentHead").GetString());
        Assert.Equal("Y", history.GetProperty("canVoteHead").GetString());
        var data = history.GetProperty("chat").GetProperty(chat).GetProperty("entityData1").GetString()!.Split('|');
        Assert.Equal(session, data[5]);
        Assert.Equal($"{world.Line}", data[7]);
        var texts = history.GetProperty("message").EnumerateObject()
            .Select(message => (message.Value.GetProperty("senderid").GetString(), message.Value.GetProperty("text").GetString())).ToList();
        Assert.Equal("Where is my parcel?", texts[0].Item2);
        Assert.Equal("1", texts[2].Item2);
        Assert.Equal("0", texts[1].Item1);
        Assert.Equal(texts[0].Item1, texts[2].Item1);

        var row = await RowAsync(session);
        Assert.Equal(("5", "3", "Kind"), (
            row.GetProperty("VOTE").GetString(), row.GetProperty("VOTE_HEAD").GetString(),
            row.GetProperty("COMMENT_HEAD").GetString()));
        Assert.Equal($"{world.AnnasNumber}", row.GetProperty("OPERATOR_ID").GetString());
    }

    [Fact]
    public async Task it_goes_from_hand_to_hand_and_back_to_the_queue()
    {
        var (session, chat) = await world.OpenAsync();
        Assert.Equal("0", (await RowAsync(session)).GetProperty("OPERATOR_ID").GetString());
        Assert.True(await DoAsync(world.Anna, "imopenlines.session.intercept", chat));
        Assert.True((await world.Anna.ResultAsync(
            "imopenlines.operator.transfer", new { CHAT_ID = chat, USER_ID = world.BorissNumber })).GetBoolean());
        Assert.Equal($"{world.BorissNumber}", (await RowAsync(session)).GetProperty("OPERATOR_ID").GetString());

        Assert.True(await DoAsync(world.Boris, "imopenlines.operator.skip", chat));
        Assert.Equal("0", (await RowAsync(session)).GetProperty("OPERATOR_ID").GetString());
        Assert.True(await DoAsync(world.Anna, "imopenlines.session.start", chat));
        Assert.True((await world.Anna.ResultAsync(
            "imopenlines.operator.transfer", new { CHAT_ID = chat, TRANSFER_ID = $"queue{world.Line}" })).GetBoolean());
        // Whoever finishes what nobody holds takes it first.
        Assert.True(await DoAsync(world.Boris, "imopenlines.operator.another.finish", chat));
        Assert.Equal($"{world.BorissNumber}", (await RowAsync(session)).GetProperty("OPERATOR_ID").GetString());
    }

    [Fact]
    public async Task a_pin_shows_until_it_is_taken_out()
    {
        var (_, chat) = await world.HeldAsync();
        Assert.Equal("N", await PinAsync(chat));
        Assert.True(await DoAsync(world.Anna, "imopenlines.session.mode.pin", chat));
        Assert.Equal("Y", await PinAsync(chat));
        Assert.True((await world.Anna.ResultAsync(
            "imopenlines.session.mode.pin", new { CHAT_ID = chat, ACTIVATE = "N" })).GetBoolean());
        Assert.Equal("N", await PinAsync(chat));
    }

    [Fact]
    public async Task spam_has_no_session_in_its_chat_and_the_next_message_begins_another()
    {
        var (session, chat) = await world.WriteAsync("spammer", "Buy!");
        Assert.True(await DoAsync(world.Anna, "imopenlines.operator.spam", chat));
        var dialog = await world.Olga.ResultAsync("imopenlines.dialog.get", new { CHAT_ID = chat });
        Assert.Equal("0", dialog.GetProperty("entity_data_1").GetString()!.Split('|')[5]);

        var (next, same) = await world.WriteAsync("spammer", "Hello");
        Assert.Equal(chat, same);
        Assert.NotEqual(session, next);
        Assert.Equal(next, $"{(await world.Anna.ResultAsync(
            "imopenlines.session.history.get", new { CHAT_ID = chat })).GetProperty("sessionId").GetInt64()}");
    }

    [Fact]
    public async Task what_began_elsewhere_is_seen_here_too()
    {
        var id = await world.Centre.WriteAsync(Bitrix24Host.Channel, "visitor");
        var number = (await world.Host.Admin.GetAsync($"conversations/{id}")).Good.GetProperty("number").GetInt64();

        var history = await world.HistoryAsync($"{number}");
        var chat = history.GetProperty("chatId").GetInt64();
        var dialog = await world.Admin.ResultAsync("imopenlines.dialog.get", new { SESSION_ID = number });
        Assert.Equal(chat, dialog.GetProperty("id").GetInt64());
        Assert.Equal($"livechat|{world.Line}|visitor|visitor", dialog.GetProperty("entity_id").GetString());
        var opened = await world.Admin.ResultAsync(
            "imopenlines.session.open", new { USER_CODE = $"livechat|{world.Line}|visitor|visitor" });
        Assert.Equal($"{chat}", opened.GetProperty("chatId").GetString());
    }

    [Fact]
    public async Task a_bot_gives_up_and_finishes()
    {
        var (session, chat) = await world.HeldAsync();
        Assert.True((await world.Olga.ResultAsync(
            "imopenlines.bot.session.operator", new { CHAT_ID = chat, CLIENT_ID = "bot" })).GetBoolean());
        Assert.Equal("0", (await RowAsync(session)).GetProperty("OPERATOR_ID").GetString());
        Assert.True((await world.Olga.ResultAsync(
            "imopenlines.bot.session.finish", new { CHAT_ID = chat, CLIENT_ID = "bot" })).GetBoolean());
        Assert.Equal("50", (await RowAsync(session)).GetProperty("STATUS").GetString());
    }

    private async Task<string> PinAsync(string chat)
    {
        var dialog = await world.Anna.ResultAsync("imopenlines.dialog.get", new { CHAT_ID = chat });
        return dialog.GetProperty("entity_data_1").GetString()!.Split('|')[3];
    }

    private async Task<JsonElement> RowAsync(string session)
    {
        var rows = await world.Admin.ResultAsync("rating.conversation.list", new { filter = new { ID = session } });
        return rows.EnumerateArray().Single();
    }

    private static async Task<bool> DoAsync(RestClient client, string method, string chat) =>
        (await client.ResultAsync(method, new { CHAT_ID = chat })).GetBoolean();
}
