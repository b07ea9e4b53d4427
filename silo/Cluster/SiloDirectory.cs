using System.Collections.Concurrent;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Ports;
using RatingGrains.Silo.Grains;

namespace RatingGrains.Silo.Cluster;

/// <summary>Channels and agents in the memory of this silo: current for what was changed through it, and for what others told
/// it of (<see cref="DirectoryNews"/>); at most a second old where they could not.</summary>
internal sealed class SiloDirectory(IGrainFactory grains) : IDirectory
{
    private readonly ConcurrentDictionary<ChannelId, ChannelEntry> _channels = new();
    private readonly ConcurrentDictionary<AgentId, DirectoryAgent> _agents = new();

    public IReadOnlyList<ChannelEntry> Channels =>
        [.. _channels.Values.OrderBy(channel => channel.Id.Value, StringComparer.Ordinal)];

    public IReadOnlyList<AgentEntry> Agents =>
        [.. _agents.Values.OrderBy(agent => agent.Id.Value, StringComparer.Ordinal)
            .Select(agent => new AgentEntry(agent.Id, agent.Profile))];

    public ChannelEntry? Find(ChannelId id) => _channels.GetValueOrDefault(id);

    public AgentProfile? Find(AgentId id) => _agents.GetValueOrDefault(id)?.Profile;

    public TeamId? TeamOf(AgentId agent) => Find(agent)?.Team;

    /// <summary>The channel's settings; one that this silo has not heard of yet is asked for, so that a new channel is
    /// known everywhere at once.</summary>
    public ValueTask<ChannelSettings?> SettingsAsync(ChannelId id) =>
        Find(id) is { } known ? new(known.Settings) : new(AskAsync(id));

    /// <summary>The newest version stays, whichever way it came.</summary>
    public void Set(ChannelEntry channel) => _channels.AddOrUpdate(
        channel.Id, channel, (_, known) => channel.Version > known.Version ? channel : known);

    public void Set(DirectoryAgent agent) => _agents.AddOrUpdate(
        agent.Id, agent, (_, known) => agent.Version > known.Version ? agent : known);

    public void Set(DirectoryChanges changes)
    {
        foreach (var channel in changes.Channels)
            Set(channel);
        foreach (var agent in changes.Agents)
            Set(agent);
    }

    private async Task<ChannelSettings?> AskAsync(ChannelId id)
    {
        if (await grains.Of<IChannelGrain>(id.Value).FindAsync() is not { } found)
            return null;
        Set(found);
        return found.Settings;
    }
}
