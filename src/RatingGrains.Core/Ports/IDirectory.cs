using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;

namespace RatingGrains.Ports;

/// <summary>Who and what there is, from memory: at most a second old on a cluster, always current in one process.</summary>
public interface IDirectory : ITeams
{
    ChannelEntry? Find(ChannelId id);

    AgentProfile? Find(AgentId id);

    /// <summary>All channels, by id.</summary>
    IReadOnlyList<ChannelEntry> Channels { get; }

    /// <summary>All agents, by id.</summary>
    IReadOnlyList<AgentEntry> Agents { get; }
}

public sealed record ChannelEntry(ChannelId Id, ChannelSettings Settings, long Version);

public sealed record AgentEntry(AgentId Id, AgentProfile Profile);
