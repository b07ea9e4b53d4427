using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Connectors.Chatwoot;

/// <summary>Chatwoot asks by its own survey and thanks with its own words, so there is nothing to send for those. What an
/// agent would say from here has no way to the customer, and is said to have none.</summary>
internal sealed class ChatwootMessenger : IMessenger
{
    public bool Serves(ConnectorId connector, ChannelSettings settings) =>
        connector == KnownConnectors.Chatwoot && settings.Chatwoot is not null;

    public Task<SendResult> SendAsync(
        ChannelSettings settings, TellCustomer message, EffectId id, CancellationToken cancellationToken) =>
        Task.FromResult(message.Kind == CustomerEventKind.Answer
            ? new SendResult(null, "Customers of Chatwoot are answered in Chatwoot", Lasting: true)
            : new SendResult(null));
}
