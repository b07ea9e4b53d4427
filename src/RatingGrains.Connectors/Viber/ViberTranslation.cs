using System.Text.Json;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Threads;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Connectors.Viber;

/// <summary>From Viber's words to ours.</summary>
internal static class ViberTranslation
{
    private static readonly string[] Attachments =
        ["picture", "video", "file", "sticker", "contact", "url", "location"];

    /// <summary>Null for what is no customer's word: subscriptions, receipts, the hook's own trial.</summary>
    public static Heard? Read(ChannelId channel, JsonElement body)
    {
        // The token has 64 bits, more than a JavaScript number holds: it is taken as it was written.
        if (body.Get("event").Text() != "message"
            || ForeignIds.Message(body.Get("message_token").Id()) is not { } id
            || !ForeignIds.TryThread(KnownConnectors.Viber, channel, body.Get("sender").Get("id").Text(), out var thread))
            return null;
        var name = Words.Name(body.Get("sender").Get("name").Text());
        var message = body.Get("message");
        if (RatingButtons.Read(message.Get("text").Text()) is { } button)
            return new(thread, new InboundMessage(id, name, button.Rating, Token: button.Conversation));
        var asked = RequestMark.Read(message.Get("tracking_data").Text());
        return TextOf(message) is { } text
            ? new(thread, new InboundMessage(id, name, new TextContent(text), Token: asked?.Conversation))
            : null;
    }

    private static string? TextOf(JsonElement message)
    {
        var type = message.Get("type").Text();
        var said = message.Get("text").Text();
        var text = type == "text" ? said : Array.IndexOf(Attachments, type) >= 0 ? $"[{type}] {said}".TrimEnd() : null;
        return string.IsNullOrEmpty(text) ? null : Words.Cut(text, Words.TextMax);
    }
}
