using System.Collections.Frozen;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Embedded.Engine;

/// <summary>Agents and channels in memory, as of the last commit. Read by all threads, written by the writer's alone.</summary>
internal sealed class EmbeddedDirectory : IDirectory
{
    private volatile View _view = new([], []);

    public IReadOnlyList<ChannelEntry> Channels => _view.ChannelList;

    public IReadOnlyList<AgentEntry> Agents => _view.AgentList;

    public ChannelEntry? Find(ChannelId id) => _view.Channels.GetValueOrDefault(id);

    public AgentProfile? Find(AgentId id) => _view.Agents.GetValueOrDefault(id)?.Profile;

    public TeamId? TeamOf(AgentId agent) => Find(agent)?.Team;

    public void Load(IEnumerable<ChannelEntry> channels, IEnumerable<AgentEntry> agents) =>
        _view = new View([.. channels], [.. agents]);

    public void Set(ChannelEntry channel)
    {
        var view = _view;
        _view = new View([.. view.ChannelList.Where(other => other.Id != channel.Id), channel], view.AgentList);
    }

    public void Set(AgentEntry agent)
    {
        var view = _view;
        _view = new View(view.ChannelList, [.. view.AgentList.Where(other => other.Id != agent.Id), agent]);
    }

    private sealed class View(IReadOnlyList<ChannelEntry> channels, IReadOnlyList<AgentEntry> agents)
    {
        public IReadOnlyList<ChannelEntry> ChannelList { get; } =
            [.. channels.OrderBy(channel => channel.Id.Value, StringComparer.Ordinal)];

        public IReadOnlyList<AgentEntry> AgentList { get; } =
            [.. agents.OrderBy(agent => agent.Id.Value, StringComparer.Ordinal)];

        public FrozenDictionary<ChannelId, ChannelEntry> Channels { get; } = channels.ToFrozenDictionary(channel => channel.Id);

        public FrozenDictionary<AgentId, AgentEntry> Agents { get; } = agents.ToFrozenDictionary(agent => agent.Id);
    }
}
