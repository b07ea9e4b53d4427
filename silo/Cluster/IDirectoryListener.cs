using Orleans.Services;
using RatingGrains.Agents;
using RatingGrains.Ports;

namespace RatingGrains.Silo.Cluster;

/// <summary>One on each silo: hears which channels and agents were changed through the others.</summary>
[Alias("rating.directory")]
internal interface IDirectoryListener : IGrainService
{
    [Alias("channel")]
    Task HearAsync(ChannelEntry channel);

    [Alias("agent")]
    Task HearAsync(string id, AgentProfile profile, long version);
}
