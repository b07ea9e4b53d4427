using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Threads;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Connectors.Telegram;

/// <summary>From Telegram's words to ours.</summary>
internal static class TelegramTranslation
{
    /// <summary>What a message without text may hold. Where two are there, the first says more: an animation is a
    /// document too, a venue has a location.</summary>
    private static readonly string[] Attachments =
    [
        "photo", "video", "animation", "audio", "voice", "video_note", "document", "sticker", "venue", "location",
        "contact", "poll", "dice", "story", "paid_media",
    ];

    /// <summary>Null for what is no customer's word: bots, groups (whose members would read each other's answers),
    /// edits, service messages, foreign buttons.</summary>
    public static Heard? Read(ChannelId channel, TelegramUpdate update)
    {
        // A customer sends the same message only once; Telegram sends an update as often as it takes.
        var id = MessageId.Parse($"u{update.UpdateId}");
        return update switch
        {
            { Message: { From: { IsBot: false } from, Chat.IsPrivate: true } message }
                when TextOf(message) is { } text =>
                new(ThreadOf(channel, message.Chat, from),
                    new InboundMessage(id, NameOf(from), new TextContent(text), ReplyOf(message))),
            { CallbackQuery: { From: { IsBot: false } from, Message.Chat: { IsPrivate: true } chat } tap }
                when RatingButtons.Read(tap.Data) is { } button =>
                new(ThreadOf(channel, chat, from),
                    new InboundMessage(id, NameOf(from), button.Rating, Token: button.Conversation)),
            _ => null,
        };
    }

    private static ThreadId ThreadOf(ChannelId channel, TelegramChat chat, TelegramUser from) =>
        ThreadId.Of(KnownConnectors.Telegram, channel, ChatId.Parse($"{chat.Id}"), CustomerId.Parse($"{from.Id}"));

    private static MessageId? ReplyOf(TelegramMessage message) =>
        message.ReplyToMessage is { } reply ? MessageId.Parse($"{reply.MessageId}") : null;

    private static string? TextOf(TelegramMessage message)
    {
        if (!string.IsNullOrEmpty(message.Text))
            return Words.Cut(message.Text, Words.TextMax);
        foreach (var kind in Attachments)
        {
            if (message.Other?.ContainsKey(kind) is true)
                return Words.Cut($"[{kind}] {message.Caption}".TrimEnd(), Words.TextMax);
        }
        return null;
    }

    private static string? NameOf(TelegramUser user)
    {
        var name = $"{user.FirstName} {user.LastName}".Trim();
        if (name.Length == 0)
            name = user.Username ?? "";
        return Words.Name(name);
    }
}
