using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Host;

/// <summary>A messenger that fails for good until it is at home.</summary>
internal sealed class Pigeon : IMessenger
{
    public volatile bool IsHome;
    public volatile string? Delivered;
    private int _tries;

    /// <summary>How often it was sent.</summary>
    public int Tries => Volatile.Read(ref _tries);

    public bool Serves(ConnectorId connector, ChannelSettings settings) => connector.Value == "pigeon";

    public Task<SendResult> SendAsync(
        ChannelSettings settings, TellCustomer message, EffectId id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _tries);
        if (!IsHome)
            return Task.FromResult(new SendResult(null, "The loft is closed.", Lasting: true));
        Delivered = message.Text;
        return Task.FromResult(new SendResult(MessageId.Parse("p1")));
    }
}
