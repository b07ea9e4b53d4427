using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Ports;

namespace RatingGrains.Silo.Cluster;

/// <summary>Where a silo reads who and what there is: the read side's channels and agents.</summary>
internal interface IDirectorySource
{
    /// <summary>What was written since a position, or all of it. Entries may come again, but none is left out.</summary>
    /// <param name="after">The position that the call before answered; null for all.</param>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    Task<DirectoryPage> LoadAsync(long? after, CancellationToken cancellationToken);
}

/// <param name="Position">To be given to the next call.</param>
internal sealed record DirectoryPage(
    ImmutableArray<ChannelEntry> Channels, ImmutableArray<DirectoryAgent> Agents, long Position);

/// <param name="Version">Of the agent's snapshot; the newest one wins.</param>
internal sealed record DirectoryAgent(AgentId Id, AgentProfile Profile, long Version);
