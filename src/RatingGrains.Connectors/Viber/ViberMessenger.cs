using Microsoft.Extensions.Options;
using RatingGrains.Channels;
using RatingGrains.Connectors.Sending;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Connectors.Viber;

/// <summary>Says to a customer on Viber what there is to say: once a call, the outbox sees to the rest.</summary>
internal sealed class ViberMessenger(
    ViberApi api, ISecretBox secrets, IOptions<ViberOptions> options, TimeProvider clock) : IMessenger
{
    private const int TextMax = 7000;
    private const int ActionBytesMax = 250;
    private const int SilentButtonsVersion = 6;

    private readonly PartedSending _sending = new(secrets, clock, options.Value.MessagesPerSecond);

    public bool Serves(ConnectorId connector, ChannelSettings settings) =>
        connector == KnownConnectors.Viber && settings.Viber is not null;

    public Task<SendResult> SendAsync(
        ChannelSettings settings, TellCustomer message, EffectId id, CancellationToken cancellationToken)
    {
        var sender = new ViberSender(settings.Viber!.SenderName);
        var receiver = message.Thread.Chat.Value;
        var isRequest = message.Kind == CustomerEventKind.RatingRequest;
        var keyboard = isRequest ? KeyboardFor(message.Conversation) : null;

        // What the customer says next comes back with it, so that a typed digit finds its request too.
        var tracking = isRequest ? RequestMark.Of(message.Conversation, message.RequestNumber ?? 0) : null;
        return _sending.SendAsync(
            id, settings.Viber.AuthToken, Words.Split(message.Text, TextMax),
            (token, part, cancel) => api.SendAsync(
                token,
                part.IsLast && keyboard is not null
                    ? new ViberMessage(receiver, sender, part.Text, tracking, keyboard, SilentButtonsVersion)
                    : new ViberMessage(receiver, sender, part.Text, tracking, null, null),
                cancel),
            cancellationToken);
    }

    private static ViberKeyboard? KeyboardFor(ConversationId conversation) =>
        RatingButtons.For(conversation, ActionBytesMax) is var (like, dislike)
            ? new([new(RatingButtons.LikeLabel, like), new(RatingButtons.DislikeLabel, dislike)])
            : null;
}
