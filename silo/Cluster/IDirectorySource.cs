using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Ports;

namespace RatingGrains.Silo.Cluster;

/// <summary>All channels and agents, for a cache on each silo that asks at least once a second what has changed.</summary>
internal interface IDirectorySource
{
    /// <param name="since">The <see cref="DirectoryChanges.Mark"/> of the answer before; 0 for everything.</param>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    Task<DirectoryChanges> ChangesAsync(long since, CancellationToken cancellationToken);
}

/// <param name="Mark">Nothing that changed up to this mark is missing.</param>
internal sealed record DirectoryChanges(
    ImmutableArray<ChannelEntry> Channels, ImmutableArray<DirectoryAgent> Agents, long Mark);

/// <param name="Version">Of the agent's snapshot; the newest one wins.</param>
internal sealed record DirectoryAgent(AgentId Id, AgentProfile Profile, long Version);
