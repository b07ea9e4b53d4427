using RatingGrains.Agents;
using RatingGrains.Ports;

namespace RatingGrains.Silo.Cluster;

internal sealed class DirectoryListener(GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory loggers, SiloDirectory directory)
    : GrainService(id, silo, loggers), IDirectoryListener
{
    public Task HearAsync(ChannelEntry channel)
    {
        directory.Set(channel);
        return Task.CompletedTask;
    }

    public Task HearAsync(string id, AgentProfile profile, long version)
    {
        directory.Set(new DirectoryAgent(new AgentId(id), profile, version));
        return Task.CompletedTask;
    }
}
