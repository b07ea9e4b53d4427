using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Embedded.Engine;

/// <summary>Agents and channels in memory, as of the last commit. Read by all threads, written by the writer's alone.
/// Lists are put in order when somebody asks for them, not while ratings wait.</summary>
internal sealed class EmbeddedDirectory : IDirectory
{
    private ImmutableDictionary<ChannelId, ChannelEntry> _channels = ImmutableDictionary<ChannelId, ChannelEntry>.Empty;
    private ImmutableDictionary<AgentId, AgentEntry> _agents = ImmutableDictionary<AgentId, AgentEntry>.Empty;

    public IReadOnlyList<ChannelEntry> Channels =>
        [.. Volatile.Read(ref _channels).Values.OrderBy(channel => channel.Id.Value, StringComparer.Ordinal)];

    public IReadOnlyList<AgentEntry> Agents =>
        [.. Volatile.Read(ref _agents).Values.OrderBy(agent => agent.Id.Value, StringComparer.Ordinal)];

    public ChannelEntry? Find(ChannelId id) => Volatile.Read(ref _channels).GetValueOrDefault(id);

    public AgentProfile? Find(AgentId id) => Volatile.Read(ref _agents).GetValueOrDefault(id)?.Profile;

    public TeamId? TeamOf(AgentId agent) => Find(agent)?.Team;

    public void Load(IEnumerable<ChannelEntry> channels, IEnumerable<AgentEntry> agents)
    {
        _channels = channels.ToImmutableDictionary(channel => channel.Id);
        _agents = agents.ToImmutableDictionary(agent => agent.Id);
    }

    public void Set(ChannelEntry channel) => Volatile.Write(ref _channels, _channels.SetItem(channel.Id, channel));

    public void Set(AgentEntry agent) => Volatile.Write(ref _agents, _agents.SetItem(agent.Id, agent));
}
