using Microsoft.Extensions.Options;
using RatingGrains.Channels;
using RatingGrains.Connectors.Sending;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Connectors.Messenger;

/// <summary>Says to a customer on Messenger or Instagram what there is to say: once a call, the outbox sees to the rest.
/// </summary>
/// <param name="textMax">Characters of one message.</param>
internal abstract class PlatformMessenger(
    ConnectorId connector, Func<ChannelSettings, MetaSettings?> settingsOf, PlatformApi api, PartedSending sending,
    int textMax) : IMessenger
{
    private const int PayloadBytesMax = 1000;

    public bool Serves(ConnectorId asked, ChannelSettings settings) =>
        asked == connector && settingsOf(settings) is not null;

    public Task<SendResult> SendAsync(
        ChannelSettings settings, TellCustomer message, EffectId id, CancellationToken cancellationToken)
    {
        var account = settingsOf(settings)!;
        var recipient = new PlatformRecipient(message.Thread.Chat.Value);
        var buttons = message.Kind == CustomerEventKind.RatingRequest ? ButtonsFor(message.Conversation) : null;
        return sending.SendAsync(
            id, account.AccessToken, Words.Split(message.Text, textMax),
            (token, part, cancel) => api.SendAsync(
                token, account.AccountId,
                new PlatformSend(recipient, new PlatformText(part.Text, part.IsLast ? buttons : null)), cancel),
            cancellationToken);
    }

    private static QuickReply[]? ButtonsFor(ConversationId conversation) =>
        RatingButtons.For(conversation, PayloadBytesMax) is var (like, dislike)
            ? [new(RatingButtons.LikeLabel, like), new(RatingButtons.DislikeLabel, dislike)]
            : null;
}

internal sealed class FacebookApi(HttpClient http, IOptions<MessengerPlatformOptions> options)
    : PlatformApi(http, options.Value, "Messenger");

internal sealed class InstagramApi(HttpClient http, IOptions<InstagramOptions> options)
    : PlatformApi(http, options.Value, "Instagram");

internal sealed class FacebookMessenger(
    FacebookApi api, ISecretBox secrets, IOptions<MessengerPlatformOptions> options, TimeProvider clock)
    : PlatformMessenger(
        KnownConnectors.Messenger, settings => settings.Messenger, api,
        new PartedSending(secrets, clock, options.Value.MessagesPerSecond), textMax: 2000);

/// <summary>Instagram counts bytes, 1000 of them, and a character of a text may take three.</summary>
internal sealed class InstagramMessenger(
    InstagramApi api, ISecretBox secrets, IOptions<InstagramOptions> options, TimeProvider clock)
    : PlatformMessenger(
        KnownConnectors.Instagram, settings => settings.Instagram, api,
        new PartedSending(secrets, clock, options.Value.MessagesPerSecond), textMax: 333);
