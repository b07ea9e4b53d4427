using System.Text.Json;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Conversations;
using RatingGrains.Threads;

namespace RatingGrains.Connectors.Signed;

/// <summary>From an own sender's words, which are those of <c>POST …/messages</c>, to ours.</summary>
internal static class SignedTranslation
{
    private const int MessagesMax = 1000;

    /// <summary>Reads one message, or those under <c>messages</c>. What is broken is reported, and then nothing is taken:
    /// the sender can mend it.</summary>
    public static List<Heard> Read(ChannelId channel, JsonElement body, Dictionary<string, string[]> errors)
    {
        var heard = new List<Heard>();
        var messages = body.Get("messages");
        if (messages.ValueKind == JsonValueKind.Undefined)
        {
            heard.Add(ReadMessage(channel, new SignedFields(body, "", errors)));
            return heard;
        }
        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() is < 1 or > MessagesMax)
        {
            errors["messages"] = [$"Must be a list of 1 to {MessagesMax} messages."];
            return heard;
        }
        foreach (var message in messages.Items())
            heard.Add(ReadMessage(channel, new SignedFields(message, $"messages[{heard.Count}]", errors)));
        return heard;
    }

    private static Heard ReadMessage(ChannelId channel, SignedFields fields)
    {
        if (fields.Has("text") == fields.Has("rating"))
            fields.Report("text", "Exactly one of text and rating.");
        var connector = fields.Connector("connector");
        var chat = fields.Id<ChatId>("chatId");
        var customer = fields.Id<CustomerId>("userId");
        var message = new InboundMessage(
            fields.Id<MessageId>("messageId"), fields.Text("userName", Words.NameMax), ReadContent(fields),
            fields.OptionalMessage("inReplyTo"), null, fields.Time("canSendUntil"));

        // What was reported is default, and nothing is taken then.
        return new Heard(
            connector.Value is null || chat.Value is null || customer.Value is null
                ? default
                : ThreadId.Of(connector, channel, chat, customer),
            message);
    }

    private static MessageContent ReadContent(SignedFields fields)
    {
        if (fields.Text("rating", Words.NameMax) is { } rating)
        {
            switch (rating)
            {
                case "like":
                    return new RatingContent(RatingValue.Like);
                case "dislike":
                    return new RatingContent(RatingValue.Dislike);
                case "later":
                    return new RatingContent(null);
            }
            fields.Report("rating", "Must be one of like, dislike, later.");
        }
        return new TextContent(fields.Text("text", Words.TextMax) ?? "");
    }
}
