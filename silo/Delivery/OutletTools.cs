using RatingGrains.Kernel;

namespace RatingGrains.Silo.Delivery;

/// <summary>What every outlet needs of its silo.</summary>
internal sealed partial class OutletTools(
    TimeProvider time, DeliveryGauge gauge, IParkedWriter parked, ILogger<Outlet> log)
{
    public TimeProvider Time { get; } = time;

    public DeliveryGauge Gauge { get; } = gauge;

    public IParkedWriter Parked { get; } = parked;

    public void NotDelivered(EffectId first, int count, Exception broken) => Log.NotDelivered(log, first, count, broken);

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Warning, "{Effect} and what waits with it ({Count}) could not be delivered; it is tried again.")]
        public static partial void NotDelivered(ILogger logger, EffectId effect, int count, Exception broken);
    }
}
