using RatingGrains.Ports;

namespace RatingGrains.Silo.Engine;

/// <summary>Calls into the cluster, again while Orleans rejects them because a silo that died is not noticed yet, or because
/// an activation found that it was stale. Every call names its command, so what was done already is not done twice.</summary>
internal sealed partial class Retrying(ClusterCalls settings, ILogger<Retrying> log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <exception cref="StoreUnavailableException">The store cannot keep it, or the cluster did not answer in time.</exception>
    public async Task<T> DoAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var deadline = TimeProvider.System.GetUtcNow() + settings.AnswerWithin;
        var pause = FirstPause;
        while (true)
        {
            try
            {
                return await call().WaitAsync(cancellationToken);
            }
            catch (OrleansException unread) when (IsOfTheStore(unread))
            {
                Log.NotRead(log, unread);
                throw new StoreUnavailableException("The store cannot be read now.");
            }
            catch (Exception passing) when (IsPassing(passing))
            {
                if (TimeProvider.System.GetUtcNow() + pause > deadline)
                {
                    Log.GaveUp(log, passing);
                    throw new StoreUnavailableException("The cluster does not answer now.", passing);
                }
            }
            await Task.Delay(pause, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    public Task DoAsync(Func<Task> call, CancellationToken cancellationToken) => DoAsync(
        async () =>
        {
            await call();
            return true;
        },
        cancellationToken);

    /// <summary>Rejected, target silo gone, not answered in time, or a stale write: nothing that a repeat would do again.</summary>
    private static bool IsPassing(Exception broken) => broken is OrleansException or TimeoutException;

    /// <summary>A grain could not be loaded. Orleans has no type for that, only these words; were they others, the caller
    /// would be told the same, but as late as of a silo that died.</summary>
    private static bool IsOfTheStore(OrleansException broken) =>
        broken.GetType() == typeof(OrleansException)
        && broken.Message.StartsWith("Error from storage provider", StringComparison.Ordinal);

    private static partial class Log
    {
        [LoggerMessage(31, LogLevel.Error, "A grain could not be loaded; the caller was told to try again.")]
        public static partial void NotRead(ILogger logger, Exception broken);

        [LoggerMessage(30, LogLevel.Error, "The cluster did not answer in time; the caller was told to try again.")]
        public static partial void GaveUp(ILogger logger, Exception last);
    }
}

/// <param name="AnswerWithin">How long a caller waits for a slow answer instead of an error.</param>
internal sealed record ClusterCalls(TimeSpan AnswerWithin);
