namespace RatingGrains.Silo.Grains;

/// <summary>What every grain needs of its silo.</summary>
internal sealed partial class ActorTools(TimeProvider time, ILogger<ActorTools> log)
{
    public TimeProvider Time { get; } = time;

    public ILogger Logger => log;

    public void WriteFailed(GrainId grain, Exception broken) => Log.WriteFailed(log, grain, broken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The state of {Grain} could not be written; who asked was told to try again.")]
        public static partial void WriteFailed(ILogger logger, GrainId grain, Exception broken);
    }
}

internal static class Moments
{
    /// <summary>The moment, in the whole milliseconds that are stored.</summary>
    public static DateTimeOffset Now(this TimeProvider time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
