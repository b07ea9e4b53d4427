using System.Text.Json;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Threads;

namespace RatingGrains.Connectors.Messenger;

/// <summary>From Messenger's and Instagram's words to ours.</summary>
internal static class PlatformTranslation
{
    /// <summary>How long after a customer's message an answer is taken.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <param name="account">The channel's page or account; entries about others are left.</param>
    public static (List<Heard> Heard, int OtherAccounts) Read(
        ConnectorId connector, ChannelId channel, string account, JsonElement body, DateTimeOffset now)
    {
        var heard = new List<Heard>();
        var others = 0;
        foreach (var entry in body.Get("entry").Items())
        {
            if (entry.Get("id").Id() != account)
            {
                others++;
                continue;
            }
            foreach (var messaging in entry.Get("messaging").Items())
            {
                if (ReadOne(connector, channel, messaging, now) is { } one)
                    heard.Add(one);
            }
        }
        return (heard, others);
    }

    /// <summary>Null for what is no customer's word: echoes of our own, edits, deleted messages, reactions, receipts.
    /// </summary>
    private static Heard? ReadOne(ConnectorId connector, ChannelId channel, JsonElement messaging, DateTimeOffset now)
    {
        var (message, postback) = (messaging.Get("message"), messaging.Get("postback"));
        var said = message.ValueKind == JsonValueKind.Object ? message : postback;
        if (message.Get("is_echo").IsTrue || message.Get("is_deleted").IsTrue
            || ForeignIds.Message(said.Get("mid").Text()) is not { } id
            || !ForeignIds.TryThread(connector, channel, messaging.Get("sender").Get("id").Id(), out var thread))
            return null;
        var reply = ForeignIds.Message(message.Get("reply_to").Get("mid").Text());
        var until = CanSendUntil(messaging, now);
        var payload = message.Get("quick_reply").Get("payload").Text() ?? postback.Get("payload").Text();
        if (RatingButtons.Read(payload) is { } button)
            return new(thread, new InboundMessage(id, null, button.Rating, reply, button.Conversation, until));
        return TextOf(message, postback) is { } text
            ? new(thread, new InboundMessage(id, null, new TextContent(text), reply, null, until))
            : null;
    }

    private static string? TextOf(JsonElement message, JsonElement postback)
    {
        var text = message.Get("text").Text() ?? postback.Get("title").Text();
        if (string.IsNullOrEmpty(text))
        {
            var kinds = message.Get("attachments").Items().Select(one => $"[{one.Get("type").Text() ?? "attachment"}]");
            text = string.Join(' ', kinds);
        }
        if (text.Length == 0 && message.Get("is_unsupported").IsTrue)
            text = "[unsupported]";
        return text.Length == 0 ? null : Words.Cut(text, Words.TextMax);
    }

    /// <summary>By Meta's clock, in milliseconds; a time that is missing or still to come counts as now.</summary>
    private static DateTimeOffset CanSendUntil(JsonElement messaging, DateTimeOffset now) =>
        messaging.Get("timestamp").Number() is { } at && at >= 0 && at <= now.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(at) + Window
            : now + Window;
}
