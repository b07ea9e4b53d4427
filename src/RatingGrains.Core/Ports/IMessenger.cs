using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Ports;

/// <summary>Sends to customers through a messenger of which the channel has the settings.</summary>
public interface IMessenger
{
    /// <summary>Whether this messenger is the one for the connector, and the channel has its settings. Where none
    /// serves, the channel's event stream does.</summary>
    bool Serves(ConnectorId connector, ChannelSettings settings);

    /// <summary>Sends once; never throws for what the messenger or the network does.</summary>
    Task<SendResult> SendAsync(
        ChannelSettings settings, TellCustomer message, EffectId id, CancellationToken cancellationToken);
}

/// <param name="Message">The messenger's name for what was sent.</param>
/// <param name="Error">Null: sent.</param>
/// <param name="Lasting">Trying again would not help.</param>
/// <param name="NotBefore">When the messenger asked to be tried again.</param>
public sealed record SendResult(
    MessageId? Message, string? Error = null, bool Lasting = false, DateTimeOffset? NotBefore = null);
