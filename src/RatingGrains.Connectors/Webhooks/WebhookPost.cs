using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Connectors.Webhooks;

/// <summary>A worker for each webhook, so that none waits for another.</summary>
internal sealed class WebhookPost(
    IWebhooks webhooks, IWebhookQueue queue, WebhookCaller caller, IOptions<WebhookOptions> options, TimeProvider clock,
    ILogger<WebhookPost> log) : BackgroundService
{
    private readonly Dictionary<WebhookId, Task> _workers = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start does not wait for the store.
        await Task.Yield();
        using var changes = webhooks.Listen();
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = changes.Next;
            foreach (var webhook in webhooks.All)
                Ensure(webhook.Id, stoppingToken);
            foreach (var ended in _workers.Where(worker => worker.Value.IsCompleted).ToList())
                _workers.Remove(ended.Key);
            await changed.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Task.WhenAll(_workers.Values);
    }

    private void Ensure(WebhookId id, CancellationToken stopping)
    {
        if (_workers.TryGetValue(id, out var worker) && !worker.IsCompleted)
            return;
        var next = new WebhookWorker(id, webhooks, queue, caller, options.Value, clock, log);
        _workers[id] = Task.Run(() => next.RunAsync(stopping), CancellationToken.None);
    }
}
