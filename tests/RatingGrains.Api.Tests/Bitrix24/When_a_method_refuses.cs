using System.Net;
using System.Text.Json;

namespace RatingGrains.Api.Bitrix24;

public sealed class When_a_method_refuses(Bitrix24Host world) : IClassFixture<Bitrix24Host>
{
    [Theory]
    [InlineData("no.such.method", "{}", 404, "ERROR_METHOD_NOT_FOUND")]
    [InlineData("", "{}", 404, "ERROR_METHOD_NOT_FOUND")]
    [InlineData("app.info", "{}", 400, "ACCESS_DENIED")]
    [InlineData("method.get", "{}", 400, "ERROR_ARGUMENT")]
    [InlineData("batch", "{}", 400, "ERROR_ARGUMENT")]
    [InlineData("imopenlines.session.head.vote", """{"RATING":5}""", 400, "EMPTY_SESSION_ID")]
    [InlineData("imopenlines.session.head.vote", """{"SESSION_ID":1}""", 400, "EMPTY_VOTE_PARAMS")]
    [InlineData("imopenlines.session.head.vote", """{"SESSION_ID":1,"RATING":0,"COMMENT":" "}""", 400, "EMPTY_VOTE_PARAMS")]
    [InlineData("imopenlines.session.head.vote", """{"SESSION_ID":1,"RATING":6}""", 400, "ERROR_ARGUMENT")]
    [InlineData("imopenlines.session.head.vote", """{"SESSION_ID":987654321,"RATING":5}""", 400, "ACCESS_DENIED")]
    [InlineData("imopenlines.session.history.get", "{}", 400, "MISSING_REQUIRED_PARAM")]
    [InlineData("imopenlines.session.history.get", """{"SESSION_ID":"x"}""", 400, "INVALID_SESSION_ID")]
    [InlineData("imopenlines.session.history.get", """{"SESSION_ID":987654321}""", 400, "ACCESS_DENIED")]
    [InlineData("imopenlines.session.history.get", """{"CHAT_ID":987654321}""", 400, "ACCESS_DENIED")]
    [InlineData("imopenlines.session.open", "{}", 400, "ACCESS_DENIED")]
    [InlineData("imopenlines.session.open", """{"USER_CODE":"shopchat|1|2"}""", 400, "ACCESS_DENIED")]
    [InlineData("imopenlines.dialog.get", "{}", 400, "ACCESS_ERROR")]
    [InlineData("imopenlines.dialog.get", """{"CHAT_ID":987654321}""", 400, "ACCESS_ERROR")]
    [InlineData("imopenlines.session.start", "{}", 400, "CHAT_ID")]
    [InlineData("imopenlines.session.join", """{"CHAT_ID":"x"}""", 400, "CHAT_ID")]
    [InlineData("imopenlines.session.intercept", "{}", 400, "CHAT_ID_EMPTY")]
    [InlineData("imopenlines.session.mode.pin", "{}", 400, "CHAT_ID_EMPTY")]
    [InlineData("imopenlines.operator.answer", """{"CHAT_ID":987654321}""", 400, "CHAT_ID")]
    [InlineData("imopenlines.operator.finish", """{"CHAT_ID":-1}""", 400, "CHAT_ID")]
    [InlineData("imopenlines.operator.another.finish", """{"CHAT_ID":[1]}""", 400, "CHAT_ID")]
    [InlineData("imopenlines.operator.skip", "{}", 400, "CHAT_ID")]
    [InlineData("imopenlines.operator.spam", "{}", 400, "CHAT_ID")]
    [InlineData("imopenlines.operator.transfer", "{}", 400, "CHAT_ID_EMPTY")]
    [InlineData("imopenlines.bot.session.finish", "{}", 400, "CHAT_ID_EMPTY")]
    [InlineData("imopenlines.bot.session.finish", """{"CHAT_ID":1}""", 403, "WRONG_AUTH_TYPE")]
    [InlineData("imopenlines.config.get", "{}", 400, "CONFIG_ID_EMPTY")]
    [InlineData("imopenlines.config.update", "{}", 400, "CONFIG_ID_EMPTY")]
    [InlineData("imopenlines.config.delete", "{}", 400, "CONFIG_ID_EMPTY")]
    [InlineData("imopenlines.config.add", """{"PARAMS":{"VOTE_MESSAGE_2_TEXT":"Rate us"}}""", 400, "ERROR_ARGUMENT")]
    [InlineData("imopenlines.config.list.get", """{"PARAMS":{"filter":"x"}}""", 400, "INVALID_FORMAT")]
    [InlineData("imopenlines.config.list.get", """{"PARAMS":{"select":"x"}}""", 400, "INVALID_FORMAT")]
    [InlineData("imopenlines.config.list.get", """{"PARAMS":{"order":"x"}}""", 400, "INVALID_FORMAT")]
    [InlineData("imopenlines.config.list.get", """{"PARAMS":{"select":["NOPE"]}}""", 400, "INVALID_FORMAT")]
    [InlineData("imopenlines.config.list.get", """{"PARAMS":{"filter":{"NOPE":1}}}""", 400, "INVALID_FORMAT")]
    [InlineData("imopenlines.config.list.get", """{"PARAMS":{"order":{"NOPE":"ASC"}}}""", 400, "INVALID_FORMAT")]
    [InlineData("imopenlines.config.list.get", """{"PARAMS":{"order":{"ID":"UP"}}}""", 400, "INVALID_FORMAT")]
    [InlineData("imopenlines.config.list.get", """{"PARAMS":{"limit":-1}}""", 400, "INVALID_FORMAT")]
    [InlineData("imopenlines.config.list.get", """{"PARAMS":{"offset":-1}}""", 400, "INVALID_FORMAT")]
    [InlineData("imopenlines.config.list.get", """{"OPTIONS":{"NOPE":"Y"}}""", 400, "INVALID_FORMAT")]
    [InlineData("imconnector.list", "{}", 403, "WRONG_AUTH_TYPE")]
    [InlineData("imconnector.send.messages", "{}", 403, "WRONG_AUTH_TYPE")]
    [InlineData("rating.conversation.list", """{"filter":{"NOPE":1}}""", 400, "ERROR_ARGUMENT")]
    [InlineData("rating.conversation.list", """{"filter":"VOTE"}""", 400, "ERROR_ARGUMENT")]
    [InlineData("imopenlines.bot.session.finish", """{"CHAT_ID":987654321,"CLIENT_ID":"bot"}""", 400, "WRONG_CHAT")]
    [InlineData("rating.conversation.list", """{"filter":{"VOTE":7}}""", 400, "ERROR_ARGUMENT")]
    [InlineData("rating.conversation.list", """{"filter":{"VOTE_HEAD":7}}""", 400, "ERROR_ARGUMENT")]
    [InlineData("rating.conversation.list", """{"filter":{">ID":"x"}}""", 400, "ERROR_ARGUMENT")]
    [InlineData("rating.conversation.list", """{"filter":{">=DATE_CREATE":"x"}}""", 400, "ERROR_ARGUMENT")]
    [InlineData("rating.conversation.list", """{"order":{"VOTE":"ASC"}}""", 400, "ERROR_ARGUMENT")]
    [InlineData("rating.conversation.list", """{"start":99999999999}""", 400, "ERROR_ARGUMENT")]
    public async Task an_admin_is_told_why(string method, string parameters, int status, string code) =>
        Is(status, code, await world.Admin.CallAsync(method, JsonDocument.Parse(parameters).RootElement));

    [Theory]
    [InlineData("imconnector.activate", """{"LINE":1,"ACTIVE":1}""", 400, "ERROR_ARGUMENT")]
    [InlineData("imconnector.activate", """{"CONNECTOR":"shopchat","ACTIVE":1}""", 400, "ERROR_ARGUMENT")]
    [InlineData("imconnector.activate", """{"CONNECTOR":"nope","LINE":1,"ACTIVE":1}""", 400, "IMCONNECTOR_NO_CORRECT_PROVIDER")]
    [InlineData("imconnector.activate", """{"CONNECTOR":"shopchat","LINE":987654321,"ACTIVE":1}""", 400, "NOT_ACTIVE_LINE")]
    [InlineData("imconnector.status", "{}", 400, "ERROR_ARGUMENT")]
    [InlineData("imconnector.send.messages", """{"CONNECTOR":"shopchat"}""", 400, "ERROR_ARGUMENT")]
    [InlineData("imconnector.send.messages", """{"CONNECTOR":"nope","LINE":1,"MESSAGES":[{}]}""", 400, "IMCONNECTOR_NO_CORRECT_PROVIDER")]
    [InlineData("imconnector.send.status.delivery", """{"CONNECTOR":"shopchat","LINE":987654321,"MESSAGES":[{}]}""", 400, "NOT_ACTIVE_LINE")]
    public async Task an_application_is_told_why(string method, string parameters, int status, string code) =>
        Is(status, code, await world.Application.CallAsync(method, JsonDocument.Parse(parameters).RootElement));

    [Theory]
    [InlineData("{}", "CONNECTOR_ID_REQUIRED")]
    [InlineData("""{"ID":"a.b"}""", "CONNECTOR_ID_REQUIRED")]
    [InlineData("""{"ID":"a"}""", "NAME_REQUIRED")]
    [InlineData("""{"ID":"a","NAME":"A"}""", "ICON_REQUIRED")]
    [InlineData("""{"ID":"a","NAME":"A","ICON":{"DATA_IMAGE":"x"}}""", "NO_PLACEMENT_HANDLER")]
    [InlineData(
        """{"ID":"telegram","NAME":"A","ICON":{"DATA_IMAGE":"x"},"PLACEMENT_HANDLER":"x"}""", "APPLICATION_REGISTRATION_ERROR")]
    public async Task a_connector_is_refused_inside_a_good_answer(string parameters, string code)
    {
        var result = await world.Application.ResultAsync("imconnector.register", JsonDocument.Parse(parameters).RootElement);

        Assert.False(result.GetProperty("result").GetBoolean());
        Assert.Equal(code, result.GetProperty("error").GetString());
    }

    [Fact]
    public async Task somebody_elses_connector_stays_theirs()
    {
        var other = await world.ApplicationAsync("other");
        var taken = await other.ResultAsync("imconnector.register", new
        {
            ID = Bitrix24Host.Connector,
            NAME = "Mine",
            ICON = new { DATA_IMAGE = "x" },
            PLACEMENT_HANDLER = "x",
        });
        Assert.Equal("APPLICATION_REGISTRATION_ERROR", taken.GetProperty("error").GetString());
        var removed = await other.ResultAsync("imconnector.unregister", new { ID = Bitrix24Host.Connector });
        Assert.False(removed.GetProperty("result").GetBoolean());
    }

    [Fact]
    public async Task who_does_not_configure_lines_is_told_so_before_anything_else()
    {
        foreach (var method in new[] { "imopenlines.config.update", "imopenlines.config.delete" })
            Is(403, "CONFIG_WRONG_USER_PERMISSION", await world.Anna.CallAsync(method, new { CONFIG_ID = 987654321 }));
        Assert.False(await IsAsync(world.Admin, "imopenlines.config.update", new { CONFIG_ID = 987654321 }));
        Assert.False(await IsAsync(world.Admin, "imopenlines.config.delete", new { CONFIG_ID = 987654321 }));
        Assert.False(await IsAsync(world.Admin, "imopenlines.config.get", new { CONFIG_ID = 987654321 }));
    }

    [Fact]
    public async Task agents_keep_to_what_is_theirs()
    {
        var (session, chat) = await world.HeldAsync();
        var given = new { CHAT_ID = chat, SESSION_ID = session, RATING = 5, USER_ID = world.BorissNumber };
        foreach (var (method, code) in new[]
                 {
                     ("imopenlines.session.head.vote", "ACCESS_DENIED"), ("imopenlines.session.history.get", "ACCESS_DENIED"),
                     ("imopenlines.dialog.get", "ACCESS_ERROR"), ("imopenlines.operator.answer", "ACCESS_DENIED"),
                     ("imopenlines.operator.finish", "ACCESS_DENIED"), ("imopenlines.operator.another.finish", "ACCESS_DENIED"),
                     ("imopenlines.operator.skip", "ACCESS_DENIED"), ("imopenlines.operator.spam", "ACCESS_DENIED"),
                     ("imopenlines.operator.transfer", "ACCESS_DENIED"), ("imopenlines.session.intercept", "ACCESS_DENIED"),
                     ("imopenlines.session.join", "ACCESS_DENIED"), ("imopenlines.session.mode.pin", "ACCESS_DENIED"),
                 })
        {
            Is(400, code, await world.Boris.CallAsync(method, given));
        }
        Is(400, "ACCESS_DENIED", await world.Anna.CallAsync("imopenlines.session.head.vote", given));
    }

    [Fact]
    public async Task what_is_over_and_what_is_anothers_cannot_be_finished()
    {
        var (_, chat) = await world.HeldAsync();
        Is(400, "ERROR_USER_NOT_OPERATOR", await world.Olga.CallAsync("imopenlines.operator.finish", new { CHAT_ID = chat }));
        Is(400, "ACCESS_DENIED_KICK", await world.Olga.CallAsync("imopenlines.operator.skip", new { CHAT_ID = chat }));
        Assert.True(await IsAsync(world.Anna, "imopenlines.operator.spam", new { CHAT_ID = chat }));
        Is(400, "NOT_LOAD_SESSION_OR_CHAT", await world.Anna.CallAsync("imopenlines.operator.finish", new { CHAT_ID = chat }));
        Is(400, "NOT_LOAD_SESSION_OR_CHAT", await world.Olga.CallAsync("imopenlines.operator.another.finish", new { CHAT_ID = chat }));
        // Here a conversation is a customer's: none begins without a word of theirs.
        foreach (var method in new[] { "session.start", "session.intercept", "operator.answer", "operator.spam" })
            Is(400, "ACCESS_DENIED", await world.Anna.CallAsync($"imopenlines.{method}", new { CHAT_ID = chat }));
        foreach (var method in new[] { "finish", "operator", "transfer" })
        {
            Is(400, "WRONG_CHAT", await world.Olga.CallAsync(
                $"imopenlines.bot.session.{method}",
                new { CHAT_ID = chat, CLIENT_ID = "bot", USER_ID = world.AnnasNumber }));
        }
    }

    [Fact]
    public async Task a_session_stays_on_its_line()
    {
        var elsewhere = (await world.Admin.ResultAsync(
            "imopenlines.config.add", new { PARAMS = new { LINE_NAME = "Elsewhere" } })).GetInt64();
        var (session, chat) = await world.HeldAsync();
        Is(400, "OPERATOR_WRONG", await world.Anna.CallAsync(
            "imopenlines.operator.transfer", new { CHAT_ID = chat, TRANSFER_ID = $"queue{elsewhere}" }));
        Assert.True(await IsAsync(
            world.Anna, "imopenlines.operator.transfer", new { CHAT_ID = chat, TRANSFER_ID = $"queue{world.Line}" }));
        var free = (await world.Admin.ResultAsync(
            "rating.conversation.list", new { filter = new { ID = session } }))[0];
        Assert.Equal("0", free.GetProperty("OPERATOR_ID").GetString());
        Assert.Equal($"{world.Line}", free.GetProperty("CONFIG_ID").GetString());
    }

    [Theory]
    [InlineData("""{}""", "TRANSFER_ID_EMPTY")]
    [InlineData("""{"TRANSFER_ID":""}""", "TRANSFER_ID_EMPTY")]
    [InlineData("""{"TRANSFER_ID":"queue"}""", "QUEUE_ID_EMPTY")]
    [InlineData("""{"USER_ID":""}""", "USER_ID_EMPTY")]
    [InlineData("""{"QUEUE_ID":0}""", "QUEUE_ID_EMPTY")]
    [InlineData("""{"TRANSFER_ID":987654321}""", "OPERATOR_WRONG")]
    [InlineData("""{"TRANSFER_ID":"queue987654321"}""", "OPERATOR_WRONG")]
    public async Task a_session_goes_to_nobody_in_particular(string parameters, string code)
    {
        var (_, chat) = await world.HeldAsync();
        var given = System.Text.Json.Nodes.JsonNode.Parse(parameters)!.AsObject();
        given["CHAT_ID"] = chat;
        Is(400, code, await world.Anna.CallAsync("imopenlines.operator.transfer", given));
    }

    [Fact]
    public async Task an_argument_is_named()
    {
        var reply = await world.Admin.CallAsync("imopenlines.config.add", new { PARAMS = new { VOTE_MESSAGE_2_TEXT = "" } });
        Assert.Equal("VOTE_MESSAGE_2_TEXT", reply.Body.GetProperty("argument").GetString());
    }

    [Fact]
    public async Task who_may_only_look_at_figures_has_no_scope() =>
        Is(401, "insufficient_scope", await world.Viewer.CallAsync("imopenlines.config.list.get"));

    private static async Task<bool> IsAsync(RestClient client, string method, object parameters) =>
        (await client.ResultAsync(method, parameters)).GetBoolean();

    private static void Is(int status, string code, RestReply reply)
    {
        Assert.Equal(code, reply.Error);
        Assert.Equal((HttpStatusCode)status, reply.Status);
    }
}
