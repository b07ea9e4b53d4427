using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RatingGrains.Api.Host;
using RatingGrains.Api.Messengers;
using RatingGrains.Channels;
using RatingGrains.Connectors;
using RatingGrains.Ports;

namespace RatingGrains.Api.Telegram;

/// <summary>The connectors alone on a real port, between a stand-in of Telegram and an engine that notes down.</summary>
internal sealed class HookHost : IAsyncDisposable
{
    public const string Token = "123456:AA-secret_token";
    public const string Secret = "hook-Secret_1";
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private HookHost(WebApplication app, BotApiStandIn telegram)
    {
        (_app, Telegram) = (app, telegram);
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public BotApiStandIn Telegram { get; }

    public NotingEngine Engine => _app.Services.GetRequiredService<NotingEngine>();

    public IMessenger Messenger => _app.Services.GetServices<IMessenger>().Single(
        messenger => messenger.Serves(new ConnectorId("telegram"), Settings(Bot)));

    public NotedLogs Logs => _app.Services.GetRequiredService<NotedLogs>();

    public static async Task<HookHost> StartAsync(TimeSpan? timeout = null)
    {
        var telegram = await BotApiStandIn.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Telegram:ApiBaseAddress"] = telegram.Address,
            ["Telegram:Timeout"] = (timeout ?? TimeSpan.FromSeconds(10)).ToString(),
        });
        var logs = new NotedLogs();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services
            .AddSingleton(logs)
            .AddSingleton<TimeProvider>(new StoppedClock(Now))
            .AddSingleton<NotingEngine>()
            .AddSingleton<IRatingEngine>(services => services.GetRequiredService<NotingEngine>())
            .AddSingleton<IDirectory>(new FixedChannels(
                new(new ChannelId("bot"), Settings(Bot), 1), new(new ChannelId("web"), Settings(null), 1)))
            .AddSingleton<ISecretBox, ReversingBox>()
            .AddMessengers();
        var app = builder.Build();
        app.MapConnectors();
        await app.StartAsync();
        return new HookHost(app, telegram);
    }

    public Task<Answer> PostAsync(string update, string? secret = Secret, string channel = "bot") =>
        TelegramCustomer.PostAsync(new ApiClient(_http, null), update, secret, channel);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await Telegram.DisposeAsync();
    }

    public static ChannelSettings Settings(TelegramSettings? telegram) => new(
        "Shop", true, "en", [], true,
        new RatingSettings(true, true, false, null, new("?", "", "", ""), new("1 or 0?", "", "", ""), false),
        new ClosingSettings(TimeSpan.FromMinutes(10), null), telegram, []);

    public static TelegramSettings Bot { get; } = new(ReversingBox.Reverse(Token), ReversingBox.Reverse(Secret));
}
