using System.Text.Json;
using System.Text.Json.Nodes;

namespace RatingGrains.Api.Bitrix24;

public sealed class When_many_commands_come_at_once(Bitrix24Host world) : IClassFixture<Bitrix24Host>
{
    [Fact]
    public async Task a_later_one_names_what_an_earlier_one_answered()
    {
        var answers = await BatchAsync(world.Admin, new
        {
            a = "imopenlines.config.list.get?PARAMS%5Bselect%5D%5B0%5D=ID&PARAMS%5Bfilter%5D%5BLINE_NAME%5D=web",
            b = "imopenlines.config.get?CONFIG_ID=%24result%5Ba%5D%5B0%5D%5BID%5D",
            c = "imopenlines.config.get?config_id=$RESULT[A][0][id]",
            d = "method.get?name=imopenlines.$result[nothing].$result[a]config.get",
        });

        Assert.Equal("web", answers.GetProperty("result").GetProperty("b").GetProperty("LINE_NAME").GetString());
        Assert.Equal("web", answers.GetProperty("result").GetProperty("c").GetProperty("LINE_NAME").GetString());
        Assert.False(answers.GetProperty("result").GetProperty("d").GetProperty("isExisting").GetBoolean());
        Assert.Empty(answers.GetProperty("result_error").EnumerateArray());
        Assert.Equal(4, answers.GetProperty("result_time").EnumerateObject().Count());
    }

    [Fact]
    public async Task a_value_that_is_one_reference_becomes_what_it_names()
    {
        var answers = await BatchAsync(world.Admin, new
        {
            queue = $"imopenlines.config.get?CONFIG_ID={world.Line}",
            made = "imopenlines.config.add?PARAMS[LINE_NAME]=Line $result[queue][ID]&PARAMS[QUEUE]=$result[queue][QUEUE]",
            read = "imopenlines.config.get?CONFIG_ID=$result[made]",
            total = "rating.conversation.list",
            page = "method.get?name=$total[total]",
        });

        var read = answers.GetProperty("result").GetProperty("read");
        Assert.Equal($"Line {world.Line}", read.GetProperty("LINE_NAME").GetString());
        Assert.Equal(2, read.GetProperty("QUEUE").GetArrayLength());
        Assert.True(answers.GetProperty("result_total").GetProperty("total").GetInt64() >= 0);
    }

    [Fact]
    public async Task lists_of_commands_are_answered_in_lists()
    {
        var answers = await BatchAsync(world.Admin, new[] { "server.time", "profile?" });
        Assert.Equal(2, answers.GetProperty("result").GetArrayLength());
        Assert.Equal(2, answers.GetProperty("result_time").GetArrayLength());
        foreach (var empty in new[] { "result_error", "result_total", "result_next" })
            Assert.Equal(JsonValueKind.Array, answers.GetProperty(empty).ValueKind);

        answers = await BatchAsync(world.Admin, new[] { "nope", "server.time" });
        Assert.Equal("ERROR_METHOD_NOT_FOUND", answers.GetProperty("result_error")[0].GetProperty("error").GetString());
        Assert.Equal(JsonValueKind.String, answers.GetProperty("result").GetProperty("1").ValueKind);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData("1", 1)]
    [InlineData(false, 2)]
    [InlineData("0", 2)]
    [InlineData("false", 2)]
    public async Task it_stops_at_the_first_error_if_it_is_to(object halt, int done)
    {
        var answers = await world.Admin.ResultAsync(
            "batch", new { HALT = halt, CMD = new { a = "server.time", b = "nope", c = "server.time" } });
        Assert.Equal(done, answers.GetProperty("result").EnumerateObject().Count());
        Assert.Equal("b", answers.GetProperty("result_error").EnumerateObject().Single().Name);
    }

    [Fact]
    public async Task there_are_fifty_at_most_and_no_batch_in_a_batch()
    {
        var commands = new JsonObject();
        for (var i = 0; i < 52; i++)
            commands[$"k{i}"] = i switch { 3 => "Batch?cmd[a]=profile", 4 => "upload", _ => "server.time" };
        var answers = await BatchAsync(world.Admin, commands);

        var errors = answers.GetProperty("result_error");
        Assert.Equal(4, errors.EnumerateObject().Count());
        Assert.Equal("ERROR_BATCH_METHOD_NOT_ALLOWED", errors.GetProperty("k3").GetProperty("error").GetString());
        Assert.Equal("ERROR_BATCH_METHOD_NOT_ALLOWED", errors.GetProperty("k4").GetProperty("error").GetString());
        Assert.Equal("ERROR_BATCH_LENGTH_EXCEEDED", errors.GetProperty("k51").GetProperty("error").GetString());
    }

    [Fact]
    public async Task scope_and_application_are_asked_for_each_one()
    {
        var answers = await BatchAsync(world.Viewer, new { a = "profile", b = "imopenlines.revision.get" });
        Assert.Equal("insufficient_scope", answers.GetProperty("result_error").GetProperty("b").GetProperty("error").GetString());
        answers = await BatchAsync(world.Admin, new { a = "imconnector.list", b = "profile" });
        Assert.Equal("WRONG_AUTH_TYPE", answers.GetProperty("result_error").GetProperty("a").GetProperty("error").GetString());
    }

    private static Task<JsonElement> BatchAsync(RestClient client, object commands) =>
        client.ResultAsync("batch", new { halt = 0, cmd = commands });

    [Fact]
    public async Task keys_that_differ_in_their_case_are_two()
    {
        var result = await world.Anna.ResultAsync("batch", new Dictionary<string, object>
        {
            ["cmd"] = new Dictionary<string, string>
            {
                ["a"] = "server.time",
                ["A"] = "profile?NAME=$result[a]",
                ["b"] = "no.method",
            },
        });
        Assert.Equal(["a", "A"], result.GetProperty("result").EnumerateObject().Select(answer => answer.Name));
    }
}
