namespace RatingGrains.Bench.Scale;

/// <summary>A clock that stands still until it is moved, so that a year is lived through in minutes.</summary>
internal sealed class StepClock(DateTimeOffset start) : TimeProvider
{
    private long _milliseconds = start.ToUnixTimeMilliseconds();

    public override DateTimeOffset GetUtcNow() =>
        DateTimeOffset.FromUnixTimeMilliseconds(Volatile.Read(ref _milliseconds));

    public void MoveTo(DateTimeOffset moment) => Volatile.Write(ref _milliseconds, moment.ToUnixTimeMilliseconds());
}
