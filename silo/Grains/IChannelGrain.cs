using RatingGrains.Channels;
using RatingGrains.Kernel;
using RatingGrains.Ports;

namespace RatingGrains.Silo.Grains;

/// <summary>One channel's settings; its key is the id.</summary>
[Alias("rating.channel")]
internal interface IChannelGrain : IGrainWithStringKey
{
    [Alias("configure")]
    Task<ChannelReply> ConfigureAsync(ChannelSettings settings, long? expectedVersion, long commandId);

    /// <summary>Null where the channel was never configured.</summary>
    [Alias("find")]
    Task<ChannelEntry?> FindAsync();

    [Alias("requeue")]
    Task RequeueAsync(OutboxEntry parked);
}
