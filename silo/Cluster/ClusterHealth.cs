using RatingGrains.Ports;
using RatingGrains.Silo.Stores;

namespace RatingGrains.Silo.Cluster;

/// <summary>Whether this silo takes part in the cluster and the store answers. A grain is not asked: while one silo is
/// being missed, the others must not all look ill.</summary>
internal sealed class ClusterHealth(
    ISiloStatusOracle members, IStoreDatabase store, IHostApplicationLifetime lifetime) : IStoreHealth
{
    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) =>
        members.CurrentStatus == SiloStatus.Active && !lifetime.ApplicationStopping.IsCancellationRequested
            ? store.IsReadyAsync(cancellationToken)
            : Task.FromResult(false);
}
