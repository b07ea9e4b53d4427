using Orleans.Runtime.Services;
using RatingGrains.Ports;

namespace RatingGrains.Silo.Cluster;

/// <summary>Tells every silo what was changed through this one before its caller has the answer: whoever makes a channel and
/// goes on to use it may ask another silo next. One that does not hear it within a second reads it within a second.</summary>
internal sealed partial class DirectoryNews(
    IServiceProvider services, ISiloStatusOracle members, ILocalSiloDetails here, SiloDirectory directory,
    ILogger<DirectoryNews> log) : GrainServiceClient<IDirectoryListener>(services)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public Task TellAsync(ChannelEntry channel)
    {
        directory.Set(channel);
        return TellOthersAsync(other => other.HearAsync(channel));
    }

    public Task TellAsync(DirectoryAgent agent)
    {
        directory.Set(agent);
        return TellOthersAsync(other => other.HearAsync(agent.Id.Value, agent.Profile, agent.Version));
    }

    private Task TellOthersAsync(Func<IDirectoryListener, Task> tell) => Task.WhenAll(
        members.GetApproximateSiloStatuses(onlyActive: true).Keys
            .Where(silo => !silo.Equals(here.SiloAddress))
            .Select(silo => TellAsync(silo, tell)));

    private async Task TellAsync(SiloAddress silo, Func<IDirectoryListener, Task> tell)
    {
        try
        {
            await tell(GetGrainService(silo)).WaitAsync(Patience);
        }
        catch (Exception unheard)
        {
            // It is dead and not yet missed, or of the version before and knows no such call. What was changed is written.
            Log.NotHeard(log, silo, unheard);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(22, LogLevel.Debug, "The silo {Silo} did not hear of a change of the directory; it reads it.")]
        public static partial void NotHeard(ILogger logger, SiloAddress silo, Exception unheard);
    }
}
