namespace RatingGrains.Silo.Cluster;

/// <summary>The time for Orleans' reminders, in whole milliseconds. They wait for a tick to the very moment, and there are no
/// timers for parts of a millisecond: for the last part the time was asked again and again, some 60 µs of a core for each
/// tick. Rounded up, what is left to wait is never a part.</summary>
internal sealed class ReminderTime(TimeProvider time) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        var now = time.GetUtcNow();
        var part = now.Ticks % TimeSpan.TicksPerMillisecond;
        return part == 0 ? now : now.AddTicks(TimeSpan.TicksPerMillisecond - part);
    }

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
