using System.Collections.Immutable;
using Orleans.Concurrency;
using RatingGrains.Agents;
using RatingGrains.Kernel;

namespace RatingGrains.Silo.Grains;

/// <summary>One agent; its key is the id.</summary>
[Alias("rating.agent")]
internal interface IAgentGrain : IGrainWithStringKey
{
    /// <summary>Takes items into the agent's sequence. Deliveries interleave, so that many share one write.</summary>
    /// <exception cref="Ports.StoreUnavailableException">Too much waits already; tell it again later.</exception>
    [AlwaysInterleave, Alias("tell")]
    Task TellAsync(ImmutableArray<AgentItem> items);

    /// <returns>The version of the agent that has this profile.</returns>
    [Alias("register")]
    Task<long> RegisterAsync(AgentProfile profile);

    [Alias("markRead")]
    Task MarkReadAsync(long upTo);

    [Alias("requeue")]
    Task RequeueAsync(OutboxEntry parked);
}
