using Microsoft.Extensions.Logging;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Connectors.Webhooks;

/// <summary>Tells one webhook what is due, a few conversations at a time. A receiver that is slow or dead fills its own few
/// places and nobody else's; what waits for it waits in the store.</summary>
internal sealed partial class WebhookWorker(
    WebhookId id, IWebhooks webhooks, IWebhookQueue queue, WebhookCaller caller, WebhookOptions options, TimeProvider clock,
    ILogger log)
{
    /// <summary>Beyond the time of a call: what it takes to keep how it ended.</summary>
    private static readonly TimeSpan ClaimMargin = TimeSpan.FromSeconds(30);

    /// <summary>Calls that are under way when the host stops may still end well.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly HashSet<Task> _underWay = [];
    private TaskCompletionSource _freed = NewSignal();
    private long _pausedUntil;

    /// <summary>The receiver asked to be left alone: all of it, not only the conversation that was told of.</summary>
    private DateTimeOffset PausedUntil
    {
        get => new(Interlocked.Read(ref _pausedUntil), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _pausedUntil, value.UtcTicks);
    }

    /// <summary>Until the host stops or the webhook is deleted.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var sending = new CancellationTokenSource();
        using var added = queue.Listen(id);
        using var changed = webhooks.Listen();
        while (!stopping.IsCancellationRequested)
        {
            Task[] signals = [added.Next, changed.Next, Freed()];
            if (webhooks.Find(id) is not { } webhook)
                break;
            var rest = await SendDueAsync(webhook, sending.Token, stopping);
            using var woken = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            await Task.WhenAny([.. signals, Task.Delay(rest, clock, woken.Token)]);
            await woken.CancelAsync();
        }
        sending.CancelAfter(StopWithin);
        await Task.WhenAll(UnderWay());
    }

    /// <returns>How long to rest unless something happens.</returns>
    private async Task<TimeSpan> SendDueAsync(Webhook webhook, CancellationToken sending, CancellationToken stopping)
    {
        try
        {
            while (webhook.Enabled && Places() is > 0 and var places)
            {
                var now = clock.GetUtcNow();
                if (PausedUntil > now)
                    return Shorter(PausedUntil - now);
                var due = await queue.NextDueAsync(id, stopping);
                if (due is null || due > now)
                    return Shorter(due - now);
                var claimed = await queue.ClaimAsync(id, places, now, now + options.Timeout + ClaimMargin, stopping);
                foreach (var delivery in claimed)
                    Start(delivery, sending);
                if (claimed.Count == 0)
                    break;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception broken)
        {
            Log.NotRead(log, id, broken);
        }
        return options.LookEvery;
    }

    private void Start(ClaimedDelivery claimed, CancellationToken sending)
    {
        var task = Task.Run(() => SendAsync(claimed, sending), CancellationToken.None);
        lock (_gate)
            _underWay.Add(task);
        _ = task.ContinueWith(Free, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task SendAsync(ClaimedDelivery claimed, CancellationToken sending)
    {
        var delivery = claimed.Delivery;
        try
        {
            // As it is now: its address or its secret may have changed since the delivery was claimed.
            if (webhooks.Find(id) is not { Enabled: true } webhook)
                return;
            var end = await caller.CallAsync(webhook, delivery.Id, delivery.News, sending);
            if (end.IsGone)
                await StopAsync();
            else if (end.Pause is { } pause)
                PausedUntil = clock.GetUtcNow() + (pause < Retries.LongestPause ? pause : Retries.LongestPause);
            await SettleAsync(claimed, end);
        }
        catch (OperationCanceledException) when (sending.IsCancellationRequested)
        {
            // It is due again at the end of the claim, here or elsewhere.
        }
        catch (Exception broken)
        {
            Log.NotSettled(log, id, delivery.Id, broken);
        }
    }

    private Task SettleAsync(ClaimedDelivery claimed, CallEnd end)
    {
        var (delivery, now) = (claimed.Delivery, clock.GetUtcNow());
        DateTimeOffset? next = end.Error is null ? null
            // Nothing is lost when somebody enables it again.
            : end.IsGone ? now
            : Retries.Next(delivery.Attempts + 1, delivery.Since, options.RetryFor, end.Pause, now);
        var outcome = new DeliveryOutcome(end.Status, end.Error, next);
        if (outcome.State == DeliveryState.Dead)
            Log.GivenUp(log, id, delivery.Id, end.Error!);
        return queue.SettleAsync(claimed, outcome, now, CancellationToken.None);
    }

    /// <summary>The receiver says that it is gone for good: it is left alone until somebody says otherwise.</summary>
    private async Task StopAsync()
    {
        await webhooks.ChangeAsync(
            id, webhook => webhook with { Enabled = false, Stopped = Webhook.Gone }, CancellationToken.None);
        Log.Gone(log, id);
    }

    private void Free(Task task)
    {
        TaskCompletionSource freed;
        lock (_gate)
        {
            _underWay.Remove(task);
            (freed, _freed) = (_freed, NewSignal());
        }
        freed.TrySetResult();
    }

    private int Places()
    {
        lock (_gate)
            return options.Parallel - _underWay.Count;
    }

    private Task Freed()
    {
        lock (_gate)
            return _freed.Task;
    }

    private Task[] UnderWay()
    {
        lock (_gate)
            return [.. _underWay];
    }

    private TimeSpan Shorter(TimeSpan? rest) => rest < options.LookEvery ? rest.Value : options.LookEvery;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static partial class Log
    {
        [LoggerMessage(3401, LogLevel.Warning, "Webhook {Webhook}: what it has yet to be told could not be read now.")]
        public static partial void NotRead(ILogger logger, WebhookId webhook, Exception broken);

        [LoggerMessage(3402, LogLevel.Warning,
            "Webhook {Webhook}: how {Delivery} ended could not be kept; it is sent again.")]
        public static partial void NotSettled(ILogger logger, WebhookId webhook, DeliveryId delivery, Exception broken);

        [LoggerMessage(3403, LogLevel.Warning, "Webhook {Webhook}: {Delivery} was given up: {Error}")]
        public static partial void GivenUp(ILogger logger, WebhookId webhook, DeliveryId delivery, string error);

        [LoggerMessage(3404, LogLevel.Warning, "Webhook {Webhook} answered 410 and was disabled.")]
        public static partial void Gone(ILogger logger, WebhookId webhook);
    }
}
