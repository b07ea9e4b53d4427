using System.Collections.Concurrent;
using System.Security.Cryptography;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Connectors.Telegram;

/// <summary>Says to a customer on Telegram what there is to say: once a call, the outbox sees to the rest.</summary>
internal sealed class TelegramMessenger(TelegramBot bot, ISecretBox secrets, TimeProvider clock) : IMessenger
{
    private const int HalfSentMax = 10_000;

    /// <summary>Parts of long texts that have arrived, so that a try after a flood limit goes on and does not begin
    /// again. In memory: after a crash a customer may read a part twice.</summary>
    private readonly ConcurrentDictionary<EffectId, int> _halfSent = [];

    public bool Serves(ConnectorId connector, ChannelSettings settings) =>
        connector == KnownConnectors.Telegram && settings.Telegram is not null;

    public async Task<SendResult> SendAsync(
        ChannelSettings settings, TellCustomer message, EffectId id, CancellationToken cancellationToken)
    {
        // Telegram also takes @names of public channels, where nobody's conversation belongs.
        if (!long.TryParse(message.Thread.Chat.Value, out var chat))
            return new SendResult(null, "The chat is not one of Telegram's", Lasting: true);
        var parts = Words.Split(message.Text);
        if (parts.Count == 0)
            return new SendResult(null, "There is nothing to send", Lasting: true);

        string token;
        try
        {
            token = secrets.Open(settings.Telegram!.BotToken);
        }
        catch (CryptographicException)
        {
            return new SendResult(null, "The bot's token cannot be unsealed: set it again");
        }
        var buttons = message.Kind == CustomerEventKind.RatingRequest ? RatingButtons.For(message.Conversation) : null;
        return await SendPartsAsync(token, chat, parts, buttons, id, cancellationToken);
    }

    private async Task<SendResult> SendPartsAsync(
        string token, long chat, IReadOnlyList<string> parts, Keyboard? buttons, EffectId id,
        CancellationToken cancellationToken)
    {
        long? name = null;
        _halfSent.TryRemove(id, out var first);
        for (var i = first; i < parts.Count; i++)
        {
            var isLast = i == parts.Count - 1;
            var answer = await bot.SendMessageAsync(
                token, new SendMessage(chat, parts[i], isLast ? buttons : null), cancellationToken);
            if (answer.Error is not null)
            {
                if (i > 0 && _halfSent.Count < HalfSentMax)
                    _halfSent[id] = i;
                return Failed(answer);
            }
            name = answer.MessageId;
        }
        return new SendResult(name is { } number ? new MessageId($"{number}") : null);
    }

    /// <summary>400 and 403 are about this chat or text (unknown, blocked by the customer) and stay so. All else may
    /// pass: an outage, a flood limit, a revoked token that somebody replaces.</summary>
    private SendResult Failed(BotAnswer answer) => new(
        null, answer.Error, Lasting: answer.Status is 400 or 403, NotBefore: clock.GetUtcNow() + answer.RetryAfter);
}
