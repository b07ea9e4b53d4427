using RatingGrains.Kernel;

namespace RatingGrains.Ports;

/// <summary>Effects that could not be delivered in the end: kept, shown, and tried again when somebody asks.</summary>
public interface IParkedEffects
{
    /// <param name="after">The last sequence number of the page before.</param>
    Task<IReadOnlyList<ParkedEffect>> ListAsync(long after, int limit, CancellationToken cancellationToken);

    /// <returns>False where nothing is parked under this number.</returns>
    Task<bool> RetryAsync(long sequence, CancellationToken cancellationToken);
}

public sealed record ParkedEffect(long Sequence, OutboxEntry Entry, string Error, DateTimeOffset At);

/// <summary>Whether the store answers.</summary>
public interface IStoreHealth
{
    Task<bool> IsReadyAsync(CancellationToken cancellationToken);
}
