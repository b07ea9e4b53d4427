using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using RatingGrains.Contract;

namespace RatingGrains.Hosting;

public sealed class When_a_silo_stops : IAsyncLifetime
{
    private LocalHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await LocalHost.StartAsync();
        using var admin = _host.Client();
        using var agent = await admin.PutAsJsonAsync("/api/v1/agents/anna", new { name = "Anna" });
        using var channel = await admin.PutAsJsonAsync("/api/v1/channels/web", new { name = "Web", agents = new[] { "anna" } });
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (agent.StatusCode, channel.StatusCode));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Turns_finish_and_callers_see_a_503_at_worst()
    {
        var seen = new ConcurrentQueue<HttpStatusCode>();
        using var ended = new CancellationTokenSource();
        var load = Enumerable.Range(0, 16).Select(n => SendUntilAsync(n, seen, ended.Token)).ToArray();
        await Eventually.BecomesTrue(() => seen.Count > 500, "the load is on");
        var watch = Stopwatch.StartNew();
        await _host.App.StopAsync();
        watch.Stop();
        await ended.CancelAsync();
        await Task.WhenAll(load);

        Assert.All(seen, status => Assert.True(
            status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable, $"{status}"));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task It_is_ready_while_it_runs()
    {
        using var client = _host.Client(null);
        using var ready = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    private async Task SendUntilAsync(int customer, ConcurrentQueue<HttpStatusCode> seen, CancellationToken cancellationToken)
    {
        using var client = _host.Client();
        for (var n = 0; !cancellationToken.IsCancellationRequested; n++)
        {
            try
            {
                using var response = await client.PostAsJsonAsync(
                    "/api/v1/channels/web/messages",
                    new { messageId = $"m{n}", connector = "sms", chatId = $"c{customer}", userId = $"u{customer}", text = "Hello" },
                    CancellationToken.None);
                seen.Enqueue(response.StatusCode);
            }
            catch (HttpRequestException)
            {
                // Nobody listens any more: what a proxy sends to another silo.
                return;
            }
        }
    }
}
