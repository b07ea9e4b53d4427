namespace RatingGrains.Silo.Grains;

/// <summary>Wakes an active grain at a moment that is near, by the injected time; its turn waits behind others like any call.
/// A far one is its reminder's: until then the grain has left the memory, or was used, which sets the timer anew. Timers are
/// looked through again and again, those of a hundred thousand grains at a price.</summary>
internal sealed class WakeTimer(IGrainBase grain, TimeProvider time, Func<Task> wake)
{
    /// <summary>Longer than an unused grain stays in memory.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(20);

    /// <summary>Timers count whole milliseconds and may ring a little early.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private IGrainTimer? _timer;
    private DateTimeOffset? _at;

    /// <param name="at">Null: not at all.</param>
    public void Set(DateTimeOffset? at)
    {
        if (at - time.GetUtcNow() > Near)
            at = null;
        if (at == _at)
            return;
        _at = at;
        var due = Wait();
        if (_timer is not null)
            _timer.Change(due, Timeout.InfiniteTimeSpan);
        else if (at is not null)
            _timer = grain.RegisterGrainTimer(RingAsync, new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan));
    }

    private async Task RingAsync()
    {
        // It may ring a little early.
        if (_at > time.GetUtcNow())
        {
            _timer!.Change(Wait(), Timeout.InfiniteTimeSpan);
            return;
        }
        _at = null;
        await wake();
    }

    private TimeSpan Wait()
    {
        if (_at is not { } at)
            return Timeout.InfiniteTimeSpan;
        var wait = at - time.GetUtcNow();
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait + Tick;
    }
}
