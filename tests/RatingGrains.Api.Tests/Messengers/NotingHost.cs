using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RatingGrains.Api.Host;
using RatingGrains.Channels;
using RatingGrains.Connectors;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Messengers;

/// <summary>The connectors alone on a real port before an engine that notes down, with the channel <c>shop</c>.</summary>
internal sealed class NotingHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private NotingHost(WebApplication app)
    {
        _app = app;
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public NotingEngine Engine => _app.Services.GetRequiredService<NotingEngine>();

    public NotedLogs Logs => _app.Services.GetRequiredService<NotedLogs>();

    /// <summary>What reached the engine, of a delivery of one message.</summary>
    public (ThreadId Thread, InboundMessage Message) Single => Assert.Single(Engine.Received);

    /// <param name="connect">Gives the channel its messenger; secrets as <see cref="ReversingBox"/> seals them.</param>
    public static async Task<NotingHost> StartAsync(Func<ChannelSettings, ChannelSettings> connect)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var logs = new NotedLogs();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services
            .AddSingleton(logs)
            .AddSingleton<TimeProvider>(new StoppedClock(Now))
            .AddSingleton<NotingEngine>()
            .AddSingleton<IRatingEngine>(services => services.GetRequiredService<NotingEngine>())
            .AddSingleton<IDirectory>(new FixedChannels(
                new ChannelEntry(new ChannelId("shop"), connect(Telegram.HookHost.Settings(null)), 1)))
            .AddSingleton<ISecretBox, ReversingBox>()
            .AddMessengers();
        var app = builder.Build();
        app.MapConnectors();
        await app.StartAsync();
        return new NotingHost(app);
    }

    public Task<Answer> PostAsync(string kind, HookPost post) => new ApiClient(_http, null).SendAsync(
        HttpMethod.Post, $"/hooks/shop/{kind}", new StringContent(post.Body, Encoding.UTF8, "application/json"),
        post.Headers);

    public Task<HttpResponseMessage> GetAsync(string kind, string query) => _http.GetAsync($"/hooks/shop/{kind}{query}");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }
}
