using RatingGrains.Kernel;

namespace RatingGrains.Silo.Delivery;

/// <summary>Keeps effects that could not be delivered in the end.</summary>
internal interface IParkedWriter
{
    /// <summary>Parks the entry; a repeat changes nothing. The outbox lets go of it afterwards.</summary>
    /// <exception cref="Ports.StoreUnavailableException">It is not parked.</exception>
    Task ParkAsync(OutboxEntry entry, string error, CancellationToken cancellationToken);
}

/// <summary>Hands a parked entry back to the outbox that it came from.</summary>
internal interface IRequeue
{
    /// <summary>Once this returns the outbox owns the entry again, and it is due now.</summary>
    /// <exception cref="Ports.StoreUnavailableException">It does not, and the entry stays parked.</exception>
    Task RequeueAsync(OutboxEntry entry, CancellationToken cancellationToken);
}
