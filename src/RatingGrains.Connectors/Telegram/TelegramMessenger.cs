using Microsoft.Extensions.Options;
using RatingGrains.Channels;
using RatingGrains.Connectors.Sending;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Connectors.Telegram;

/// <summary>Says to a customer on Telegram what there is to say: once a call, the outbox sees to the rest.</summary>
internal sealed class TelegramMessenger(
    TelegramBot bot, ISecretBox secrets, IOptions<TelegramOptions> options, TimeProvider clock) : IMessenger
{
    private const int TextMax = 4096;
    private const int ButtonBytesMax = 64;

    private readonly PartedSending _sending = new(secrets, clock, options.Value.MessagesPerSecond);

    public bool Serves(ConnectorId connector, ChannelSettings settings) =>
        connector == KnownConnectors.Telegram && settings.Telegram is not null;

    public async Task<SendResult> SendAsync(
        ChannelSettings settings, TellCustomer message, EffectId id, CancellationToken cancellationToken)
    {
        // Telegram also takes @names of public channels, where nobody's conversation belongs.
        if (!long.TryParse(message.Thread.Chat.Value, out var chat))
            return new SendResult(null, "The chat is not one of Telegram's", Lasting: true);
        var buttons = message.Kind == CustomerEventKind.RatingRequest ? ButtonsFor(message.Conversation) : null;
        return await _sending.SendAsync(
            id, settings.Telegram!.BotToken, Words.Split(message.Text, TextMax),
            (token, part, cancel) =>
                bot.SendMessageAsync(token, new SendMessage(chat, part.Text, part.IsLast ? buttons : null), cancel),
            cancellationToken);
    }

    private static Keyboard? ButtonsFor(ConversationId conversation) =>
        RatingButtons.For(conversation, ButtonBytesMax) is var (like, dislike)
            ? new([[new(RatingButtons.LikeLabel, like), new(RatingButtons.DislikeLabel, dislike)]])
            : null;
}
