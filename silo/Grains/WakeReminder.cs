namespace RatingGrains.Silo.Grains;

/// <summary>The one reminder of a grain: what wakes it where nothing of it is in memory. It stands before the write of
/// anything that is owed, and is written as seldom as that allows: while a grain is in use it ticks every minute, which
/// costs a call and no write; it is moved to a far deadline, or taken away, once the grain was quiet for a while.</summary>
internal sealed class WakeReminder(IGrainBase grain)
{
    public const string Name = "wake";

    /// <summary>The least that Orleans takes. A tick that is missed in an outage is skipped, so the next must be near.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>A conversation pauses for minutes and goes on; to move the reminder for each pause would cost two writes.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    private IGrainReminder? _handle;
    private DateTimeOffset? _ticksBy;
    private DateTimeOffset? _usedAt;

    public void Used(DateTimeOffset now) => _usedAt = now;

    public bool WasUsedWithin(TimeSpan time, DateTimeOffset now) => now - _usedAt < time;

    /// <summary>Makes sure that it ticks when the grain wants to be woken, or within a period where that is sooner.</summary>
    /// <param name="wakeAt">Null: nothing is owed.</param>
    public async Task EnsureAsync(DateTimeOffset? wakeAt, DateTimeOffset now)
    {
        if (wakeAt is not { } at)
            return;
        var latest = at > now + Period ? at : now + Period;
        if (_ticksBy <= latest)
            return;
        // Nothing may stand later than this meanwhile: until it is through, what was known is not known.
        _ticksBy = null;
        _handle = await grain.RegisterOrUpdateReminder(Name, latest - now, Period);
        _ticksBy = latest;
    }

    public void Ticked(DateTimeOffset now) => _ticksBy = now + Period;

    /// <summary>After a tick: leaves it ticking, moves it to a far deadline, or takes it away.</summary>
    /// <param name="wakeAt">As the storage holds it: null where nothing is owed.</param>
    public async Task SettleAsync(DateTimeOffset? wakeAt, DateTimeOffset now)
    {
        if (WasUsedWithin(Quiet, now))
            return;
        if (wakeAt is null)
        {
            _handle ??= await grain.GetReminder(Name);
            if (_handle is not null)
                await grain.UnregisterReminder(_handle);
            (_handle, _ticksBy) = (null, null);
        }
        else if (wakeAt > now + 2 * Period)
        {
            _handle = await grain.RegisterOrUpdateReminder(Name, wakeAt.Value - now, Period);
            _ticksBy = wakeAt;
        }
    }
}
