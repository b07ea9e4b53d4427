using System.Collections.Immutable;
using RatingGrains.Kernel;
using RatingGrains.Ports;

namespace RatingGrains.Silo.Delivery;

/// <summary>An outbox as its outlets see it.</summary>
internal interface IOutbox
{
    /// <summary>Entries that are stored and have not left, oldest first.</summary>
    ImmutableArray<OutboxEntry> Waiting { get; }

    /// <summary>The entries have left; the next write takes them out of the storage.</summary>
    void Delivered(params ImmutableArray<OutboxEntry> entries);

    /// <summary>An outlet has nothing to do before its <see cref="Outlet.DueAt"/>.</summary>
    void Rest();
}

/// <summary>One way out of an outbox: what it takes leaves in order, one call at a time, beside the grain's turns and after
/// their answers. A receiver that does not answer holds up no other way. Runs on its grain's scheduler.</summary>
/// <param name="takes">Which entries leave here.</param>
/// <param name="deliver">Delivers some of those that wait, from the first on, and says so.</param>
internal sealed class Outlet(
    IOutbox outbox, OutletTools tools, Func<OutboxEntry, bool> takes,
    Func<ImmutableArray<OutboxEntry>, CancellationToken, Task> deliver)
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private bool _busy;
    private int _failures;

    /// <summary>When the first entry may leave; null where none waits, or it is leaving.</summary>
    public DateTimeOffset? DueAt => _busy || First() is not { } first ? null : first.DueAt;

    public void Wake()
    {
        if (_busy || _stop.IsCancellationRequested || Due().IsEmpty)
            return;
        _busy = true;
        tools.Gauge.Begin();
        _running = RunAsync();
    }

    /// <summary>Ends after the call that is under way, or gives it up.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        // The answer of the turn that filled the outbox leaves first.
        await Task.Yield();
        try
        {
            while (!_stop.IsCancellationRequested && Due() is { IsEmpty: false } due)
                await TryAsync(due);
        }
        finally
        {
            _busy = false;
            tools.Gauge.End();
        }
        if (!_stop.IsCancellationRequested)
            outbox.Rest();
    }

    private async Task TryAsync(ImmutableArray<OutboxEntry> due)
    {
        try
        {
            await deliver(due, _stop.Token);
            _failures = 0;
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The grain leaves: the entries are stored, and leave with its next activation.
        }
        catch (Exception broken)
        {
            _failures++;
            tools.NotDelivered(due[0].Id, due.Length, broken);
            if (_failures < Outbox.AttemptsMax || IsAway(broken) || !await TryParkAsync(due[0], broken))
                await RestAsync();
        }
    }

    /// <summary>Whoever does not answer now will later: waited for without end, and not counted against the entry.</summary>
    private static bool IsAway(Exception broken) =>
        broken is StoreUnavailableException or OrleansException or TimeoutException or OperationCanceledException;

    /// <summary>A receiver that refuses an entry again and again must not hold up those behind it.</summary>
    private async Task<bool> TryParkAsync(OutboxEntry entry, Exception broken)
    {
        try
        {
            await tools.Parked.ParkAsync(
                entry with { Attempts = _failures }, broken.GetType().Name, _stop.Token);
            outbox.Delivered(entry);
            _failures = 0;
            return true;
        }
        catch (Exception again)
        {
            tools.NotDelivered(entry.Id, 1, again);
            return false;
        }
    }

    /// <summary>By the clock of the machine: it waits for others, not for a deadline.</summary>
    private async Task RestAsync()
    {
        var delay = Outbox.Delay(_failures);
        await Task.Delay(delay < LongestRest ? delay : LongestRest, _stop.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private OutboxEntry? First()
    {
        foreach (var entry in outbox.Waiting)
        {
            if (takes(entry))
                return entry;
        }
        return null;
    }

    private ImmutableArray<OutboxEntry> Due()
    {
        var now = tools.Time.GetUtcNow();
        var due = ImmutableArray.CreateBuilder<OutboxEntry>();
        foreach (var entry in outbox.Waiting)
        {
            if (!takes(entry))
                continue;
            // What comes behind one that has to wait waits too.
            if (entry.DueAt > now)
                break;
            due.Add(entry);
        }
        return due.DrainToImmutable();
    }
}
