using System.Text.Json;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Bitrix24;

/// <summary>A contact centre that is spoken to through the door: Anna and Boris and their line, and an application that
/// sends their customers' messages.</summary>
public sealed class Bitrix24Host : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private int _customers;

    internal ApiHost Host { get; private set; } = null!;

    internal Centre Centre { get; private set; } = null!;

    internal RestClient Admin { get; private set; } = null!;

    internal RestClient Anna { get; private set; } = null!;

    internal RestClient Boris { get; private set; } = null!;

    /// <summary>A supervisor's webhook.</summary>
    internal RestClient Olga { get; private set; } = null!;

    internal RestClient Application { get; private set; } = null!;

    internal RestClient Viewer { get; private set; } = null!;

    internal long AnnasNumber { get; private set; }

    internal long BorissNumber { get; private set; }

    internal long Line { get; private set; }

    /// <summary>The line's channel.</summary>
    internal const string Channel = "web";

    internal const string Connector = "shopchat";

    public async Task InitializeAsync()
    {
        Host = await ApiHost.StartAsync(
            null, "--Bitrix24:Burst", "1000000", "--Bitrix24:DrainPerSecond", "1000000",
            "--RateLimits:PerAddressPerSecond", "100000", "--Webhooks:AllowHttp", "true",
            "--Webhooks:AllowedNetworks:0", "127.0.0.0/8", "--Webhooks:LookEvery", "00:00:00.05");
        Centre = new Centre(Host);
        _http.BaseAddress = Host.Address;
        await Centre.AgentAsync("anna", "support");
        await Centre.AgentAsync("boris", "sales");
        await Centre.ChannelAsync(Channel, "anna", "boris");
        (Admin, _) = await WebhookAsync("admin", "chief");
        (Anna, AnnasNumber) = await WebhookAsync("agent", "anna");
        (Boris, BorissNumber) = await WebhookAsync("agent", "boris");
        (Olga, _) = await WebhookAsync("supervisor", "olga");
        (Viewer, _) = await WebhookAsync("viewer", "vera");
        Application = await ApplicationAsync("shop");
        Line = await LineAsync(Channel);
        await ConnectAsync(Line);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await Host.DisposeAsync();
    }

    internal async Task<(RestClient Client, long Number)> WebhookAsync(string role, string subject)
    {
        var (code, number) = await NewWebhookAsync(role, subject);
        return (AsWebhook(code), number);
    }

    /// <summary>What stands in its address after <c>/rest/</c>.</summary>
    internal async Task<(string Code, long Number)> NewWebhookAsync(string role, string subject)
    {
        var key = (await Host.Admin.PostAsync("keys", new { role, subject, kind = "bitrix24" })).Good;
        var number = key.GetProperty("userNumber").GetInt64();
        return ($"{number}/{key.GetProperty("key").GetString()}", number);
    }

    internal async Task<RestClient> ApplicationAsync(string subject) => As(await TokenAsync(
        new { role = "connector", subject, channels = new[] { Channel } }));

    internal async Task<string> TokenAsync(object request) =>
        (await Host.Admin.PostAsync("keys", request)).Good.GetProperty("key").GetString()!;

    internal RestClient As(string? token) => new(_http, null, token);

    internal RestClient AsWebhook(string code) => new(_http, code, null);

    internal async Task<long> LineAsync(string channel)
    {
        var lines = await Admin.ResultAsync(
            "imopenlines.config.list.get", new { PARAMS = new { select = new[] { "ID" }, filter = new { LINE_NAME = channel } } });
        return long.Parse(lines.EnumerateArray().Single().GetProperty("ID").GetString()!);
    }

    internal async Task ConnectAsync(long line)
    {
        var connector = new
        {
            ID = Connector,
            NAME = "Shop chat",
            ICON = new { DATA_IMAGE = "data:image/svg+xml,<svg/>" },
            PLACEMENT_HANDLER = "https://shop.example/settings",
        };
        Assert.True((await Application.ResultAsync("imconnector.register", connector)).GetProperty("result").GetBoolean());
        Assert.True((await Application.ResultAsync(
            "imconnector.activate", new { CONNECTOR = Connector, LINE = line, ACTIVE = 1 })).GetBoolean());
    }

    /// <summary>A customer writes, and a session begins or goes on.</summary>
    internal async Task<(string Session, string Chat)> WriteAsync(string customer, string text)
    {
        var answer = await Application.ResultAsync("imconnector.send.messages", Messages(customer, text));
        var result = answer.GetProperty("DATA").GetProperty("RESULT")[0];
        Assert.True(result.GetProperty("SUCCESS").GetBoolean(), result.ToString());
        var session = result.GetProperty("session");
        return (session.GetProperty("ID").GetString()!, session.GetProperty("CHAT_ID").GetString()!);
    }

    internal object Messages(string customer, string text) => new
    {
        CONNECTOR = Connector,
        LINE = Line,
        MESSAGES = new[]
        {
            new
            {
                user = new { id = customer, name = "Ann", last_name = customer },
                message = new { id = $"m{Interlocked.Increment(ref _customers)}", date = 1_773_681_878, text },
                chat = new { id = $"chat-{customer}", name = "Shop", url = "https://shop.example" },
            },
        },
    };

    /// <summary>A session of a new customer.</summary>
    internal Task<(string Session, string Chat)> OpenAsync() =>
        WriteAsync($"customer-{Interlocked.Increment(ref _customers)}", "Hello");

    /// <summary>A session that Anna has taken.</summary>
    internal async Task<(string Session, string Chat)> HeldAsync()
    {
        var (session, chat) = await OpenAsync();
        Assert.True((await Anna.ResultAsync("imopenlines.operator.answer", new { CHAT_ID = chat })).GetBoolean());
        return (session, chat);
    }

    /// <summary>The application says that what it was to show has arrived, and under which id of theirs.</summary>
    internal Task ReportAsync(Parameter shown, string theirs) =>
        ReportAsync(shown["im"]["message_id"].Text!, shown["chat"]["id"].Text!, theirs);

    internal async Task ReportAsync(string id, string chat, string theirs)
    {
        var reported = await Application.ResultAsync("imconnector.send.status.delivery", new
        {
            CONNECTOR = Connector,
            LINE = Line,
            MESSAGES = new[]
            {
                new
                {
                    im = new { chat_id = 1, message_id = id },
                    message = new { id = new[] { theirs } },
                    chat = new { id = chat },
                },
            },
        });
        Assert.True(reported.GetProperty("SUCCESS").GetBoolean());
    }

    internal async Task<JsonElement> HistoryAsync(string session) =>
        await Admin.ResultAsync("imopenlines.session.history.get", new { SESSION_ID = session });
}
