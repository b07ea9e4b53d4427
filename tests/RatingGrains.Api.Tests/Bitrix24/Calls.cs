using System.Text.Json;

namespace RatingGrains.Api.Bitrix24;

/// <summary>Every method, with the least that makes it answer well.</summary>
/// <param name="Arrange">Whom to ask, and what with; the session it needs is a new one.</param>
internal sealed record Call(
    string Method, Func<Bitrix24Host, Task<(RestClient Client, object Parameters)>> Arrange, Func<JsonElement, bool> Expected)
{
    private const string NewText = "Rate us: 1 or 0";

    public static readonly IReadOnlyList<Call> All =
    [
        Ask("server.time", world => world.Anna, result => DateTimeOffset.TryParse(result.GetString(), out _)),
        Ask("profile", world => world.Anna, result => result.GetProperty("NAME").GetString() == "anna"),
        Ask("app.info", world => world.Application, result => result.GetProperty("LICENSE").ValueKind == JsonValueKind.String),
        Ask("scope", world => world.Anna, result => Texts(result).Contains("imopenlines")),
        Ask("methods", world => world.Anna, result => Texts(result).Contains("imopenlines.session.head.vote")),
        Ask("method.get", world => world.Anna, result => result.GetProperty("isAvailable").GetBoolean(), _ => new { name = "Batch" }),
        Ask("user.current", world => world.Anna, result => result.GetProperty("ID").ValueKind == JsonValueKind.String),
        Ask("user.admin", world => world.Admin, IsTrue),
        Ask("batch", world => world.Anna, result => result.GetProperty("result").GetProperty("a").ValueKind == JsonValueKind.String,
            _ => new { halt = 0, cmd = new { a = "server.time", b = "profile?" } }),
        Ask("imopenlines.revision.get", world => world.Anna, result => result.GetProperty("rest").GetInt32() == 2),
        Ask("imopenlines.config.path.get", world => world.Anna,
            result => result.GetProperty("SERVER_ADDRESS").GetString()!.StartsWith("http", StringComparison.Ordinal)),
        Ask("imopenlines.config.add", world => world.Admin, result => result.GetInt64() > 0, _ => new
        {
            PARAMS = new { LINE_NAME = "New", VOTE_MESSAGE_2_TEXT = NewText },
        }),
        Ask("imopenlines.config.update", world => world.Admin, IsTrue, world => new
        {
            CONFIG_ID = world.Line,
            PARAMS = new { VOTE_MESSAGE_2_TEXT = NewText, CRM = "N" },
        }),
        Ask("imopenlines.config.get", world => world.Admin, result => result.GetProperty("LINE_NAME").GetString() == "web",
            world => new { CONFIG_ID = world.Line, WITH_QUEUE = "Y" }),
        Ask("imopenlines.config.list.get", world => world.Admin, result => result[0].GetProperty("ID").GetString() is not null,
            _ => new
            {
                PARAMS = new
                {
                    select = new[] { "ID", "LINE_NAME" },
                    filter = new Dictionary<string, string> { ["LINE_NAME"] = "web" },
                    order = new { ID = "asc" },
                    limit = 1,
                },
                OPTIONS = new { QUEUE = "Y" },
            }),
        new("imopenlines.config.delete", async world =>
        {
            var line = await world.Admin.ResultAsync("imopenlines.config.add", new { PARAMS = new { LINE_NAME = "Gone" } });
            return (world.Admin, new { CONFIG_ID = line.GetInt64() });
        }, IsTrue),
        Held("imopenlines.session.head.vote", world => world.Olga, IsTrue, (session, _) => new
        {
            SESSION_ID = session,
            RATING = 4,
            COMMENT = "well done, Ä 👍 & more+",
        }),
        Held("imopenlines.session.history.get", world => world.Anna, result => result.GetProperty("canJoin").GetString() == "Y",
            (session, _) => new { SESSION_ID = session }),
        Held("imopenlines.dialog.get", world => world.Anna, result => result.GetProperty("type").GetString() == "lines",
            (_, chat) => new { DIALOG_ID = "chat" + chat }),
        new("imopenlines.session.open", async world =>
        {
            var (_, chat) = await world.HeldAsync();
            var dialog = await world.Anna.ResultAsync("imopenlines.dialog.get", new { CHAT_ID = chat });
            return (world.Anna, new { USER_CODE = "imol|" + dialog.GetProperty("entity_id").GetString() });
        }, result => result.GetProperty("chatId").GetString() is not null),
        Free("imopenlines.session.start", world => world.Anna),
        Held("imopenlines.session.join", world => world.Anna),
        Free("imopenlines.session.intercept", world => world.Anna),
        Held("imopenlines.session.mode.pin", world => world.Anna, IsTrue, (_, chat) => new { CHAT_ID = chat, ACTIVATE = "Y" }),
        Free("imopenlines.operator.answer", world => world.Anna),
        Held("imopenlines.operator.finish", world => world.Anna),
        Held("imopenlines.operator.another.finish", world => world.Olga),
        new("imopenlines.operator.transfer", async world =>
            (world.Anna, new { CHAT_ID = (await world.HeldAsync()).Chat, TRANSFER_ID = world.BorissNumber }), IsTrue),
        Held("imopenlines.operator.skip", world => world.Anna),
        Held("imopenlines.operator.spam", world => world.Anna),
        Held("imopenlines.bot.session.finish", world => world.Olga, IsTrue, (_, chat) => new { CHAT_ID = chat, CLIENT_ID = "bot" }),
        Held("imopenlines.bot.session.operator", world => world.Olga, IsTrue, (_, chat) => new { CHAT_ID = chat, CLIENT_ID = "bot" }),
        new("imopenlines.bot.session.transfer", async world => (world.Olga, new
        {
            CHAT_ID = (await world.HeldAsync()).Chat,
            CLIENT_ID = "bot",
            USER_ID = world.BorissNumber,
        }), IsTrue),
        Ask("imconnector.register", world => world.Application, result => result.GetProperty("result").GetBoolean(), _ => new
        {
            ID = "Other",
            NAME = "Other",
            ICON = new { DATA_IMAGE = "data:," },
            PLACEMENT_HANDLER = "https://shop.example",
        }),
        new("imconnector.unregister", async world =>
        {
            await world.Application.ResultAsync("imconnector.register", new
            {
                ID = "gone",
                NAME = "Gone",
                ICON = new { DATA_IMAGE = "data:," },
                PLACEMENT_HANDLER = "https://shop.example",
            });
            return (world.Application, new { ID = "gone" });
        }, result => result.GetProperty("result").GetBoolean()),
        Ask("imconnector.list", world => world.Application, result => result.GetProperty("livechat").GetString() == "Live Chat"),
        Ask("imconnector.activate", world => world.Application, IsTrue, world => new
        {
            CONNECTOR = Bitrix24Host.Connector,
            LINE = world.Line,
            ACTIVE = "1",
        }),
        Ask("imconnector.connector.data.set", world => world.Application, IsTrue, world => new
        {
            CONNECTOR = Bitrix24Host.Connector,
            LINE = world.Line,
            DATA = new { ID = "1", URL = "https://shop.example" },
        }),
        Ask("imconnector.status", world => world.Application, result => result.GetProperty("STATUS").GetBoolean(), world => new
        {
            CONNECTOR = Bitrix24Host.Connector,
            LINE = world.Line,
        }),
        new("imconnector.send.messages", world => Task.FromResult((world.Application, world.Messages("every way", "Hello"))),
            result => result.GetProperty("DATA").GetProperty("RESULT")[0].GetProperty("SUCCESS").GetBoolean()),
        Ask("imconnector.send.status.delivery", world => world.Application, result => result.GetProperty("SUCCESS").GetBoolean(),
            world => new
            {
                CONNECTOR = Bitrix24Host.Connector,
                LINE = world.Line,
                MESSAGES = new[]
                {
                    new { im = new { chat_id = 1, message_id = 1 }, message = new { id = new[] { "x" }, date = 1 }, chat = new { id = "1" } },
                },
            }),
        Ask("rating.conversation.list", world => world.Admin, result => result.ValueKind == JsonValueKind.Array, _ => new
        {
            filter = new Dictionary<string, object> { ["VOTE"] = new[] { "0", "5" }, [">=DATE_CREATE"] = "2020-01-01T00:00:00+03:00" },
            order = new { ID = "DESC" },
            start = 0,
        }),
    ];

    public static TheoryData<string, string> ByWay
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var call in All)
            {
                foreach (var way in Way.All)
                    data.Add(call.Method, way.Name);
            }
            return data;
        }
    }

    private static Call Ask(
        string method, Func<Bitrix24Host, RestClient> client, Func<JsonElement, bool> expected,
        Func<Bitrix24Host, object>? parameters = null) => new(
        method, world => Task.FromResult((client(world), parameters?.Invoke(world) ?? new { })), expected);

    private static Call Held(
        string method, Func<Bitrix24Host, RestClient> client, Func<JsonElement, bool>? expected = null,
        Func<string, string, object>? parameters = null) => new(
        method,
        async world =>
        {
            var (session, chat) = await world.HeldAsync();
            return (client(world), parameters?.Invoke(session, chat) ?? new { CHAT_ID = chat });
        },
        expected ?? IsTrue);

    private static Call Free(string method, Func<Bitrix24Host, RestClient> client) => new(
        method, async world => (client(world), new { CHAT_ID = (await world.OpenAsync()).Chat }), IsTrue);

    private static bool IsTrue(JsonElement result) => result.ValueKind == JsonValueKind.True;

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString());
}
