using System.Diagnostics;
using RatingGrains.Kernel;
using RatingGrains.Silo.Engine;
using RatingGrains.Silo.Grains;

namespace RatingGrains.Silo.Delivery;

/// <summary>The effect's id names the grain that it left.</summary>
internal sealed class Requeue(IGrainFactory grains, Retrying retrying) : IRequeue
{
    public Task RequeueAsync(OutboxEntry parked, CancellationToken cancellationToken) => retrying.DoAsync(
        () => parked.Id switch
        {
            { Aggregate: "conversation", Key: var key } => grains.Of<IConversationGrain>(key).RequeueAsync(parked),
            { Aggregate: "thread", Key: var key } => grains.Of<IThreadGrain>(key).RequeueAsync(parked),
            { Aggregate: "agent", Key: var key } => grains.Of<IAgentGrain>(key).RequeueAsync(parked),
            { Aggregate: "channel", Key: var key } => grains.Of<IChannelGrain>(key).RequeueAsync(parked),
            _ => throw new UnreachableException(),
        },
        cancellationToken);
}
