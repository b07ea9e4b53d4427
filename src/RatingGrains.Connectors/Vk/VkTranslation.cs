using System.Text.Json;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Threads;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Connectors.Vk;

/// <summary>From VK's words to ours.</summary>
internal static class VkTranslation
{
    /// <summary>Ids from here on are group chats; below nothing they are communities.</summary>
    private const long GroupChats = 2_000_000_000;

    public static bool IsPerson(long peer) => peer is > 0 and < GroupChats;

    /// <summary>Null for what is no customer's word: our own messages, edits, group chats (whose members would read each
    /// other's answers), permissions, foreign events.</summary>
    public static Heard? Read(ChannelId channel, JsonElement body)
    {
        if (body.Get("type").Text() != "message_new")
            return null;
        var content = body.Get("object");

        // Before version 5.103 of the API the message stood in the object itself.
        var message = content.Get("message") is { ValueKind: JsonValueKind.Object } inner ? inner : content;
        var from = message.Get("from_id").Number();
        if (from is not { } person || !IsPerson(person) || message.Get("peer_id").Number() != person
            || message.Get("out").Number() is 1
            || ForeignIds.Message(body.Get("event_id").Id()) is not { } id
            || !ForeignIds.TryThread(KnownConnectors.Vk, channel, $"{person}", out var thread))
            return null;
        var reply = ForeignIds.Message(message.Get("reply_message").Get("id").Id());
        if (RatingButtons.Read(RatingIn(message.Get("payload").Text())) is { } button)
            return new(thread, new InboundMessage(id, null, button.Rating, reply, button.Conversation));
        return TextOf(message) is { } text
            ? new(thread, new InboundMessage(id, null, new TextContent(text), reply))
            : null;
    }

    /// <summary>Payloads are JSON in a text, and other programs have their own.</summary>
    private static string? RatingIn(string? payload)
    {
        if (payload is null)
            return null;
        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.Get("rating").Text();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement message)
    {
        var text = message.Get("text").Text();
        if (string.IsNullOrEmpty(text))
        {
            var kinds = message.Get("attachments").Items().Select(one => $"[{one.Get("type").Text() ?? "attachment"}]");
            text = string.Join(' ', kinds);
            if (text.Length == 0 && message.Get("geo").ValueKind == JsonValueKind.Object)
                text = "[geo]";
        }
        return text.Length == 0 ? null : Words.Cut(text, Words.TextMax);
    }
}
