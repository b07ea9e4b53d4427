namespace RatingGrains.Silo.Delivery;

/// <summary>How much this silo is delivering now.</summary>
internal sealed class DeliveryGauge
{
    private long _started;
    private long _ended;

    /// <summary>Outlets that have begun so far; grows with every one.</summary>
    public long Started => Interlocked.Read(ref _started);

    /// <summary>Outlets that have something under way.</summary>
    public long Running => Interlocked.Read(ref _started) - Interlocked.Read(ref _ended);

    public void Begin() => Interlocked.Increment(ref _started);

    public void End() => Interlocked.Increment(ref _ended);
}
