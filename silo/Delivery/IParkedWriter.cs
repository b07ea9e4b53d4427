using RatingGrains.Kernel;

namespace RatingGrains.Silo.Delivery;

/// <summary>Keeps what could not be delivered in the end, to be seen and tried again.</summary>
internal interface IParkedWriter
{
    /// <summary>An entry that is parked already stays as it is: it is known by its id.</summary>
    /// <exception cref="Ports.StoreUnavailableException">Nothing was written.</exception>
    Task ParkAsync(OutboxEntry entry, string error, DateTimeOffset at, CancellationToken cancellationToken);
}

/// <summary>Puts a parked entry back into the outbox that it came from. The entry is durable there when this returns, so
/// the store calls it before it forgets what was parked.</summary>
internal interface IRequeue
{
    /// <exception cref="Ports.StoreUnavailableException">Nothing was written.</exception>
    Task RequeueAsync(OutboxEntry parked, CancellationToken cancellationToken);
}
