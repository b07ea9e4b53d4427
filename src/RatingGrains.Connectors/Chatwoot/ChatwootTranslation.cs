using System.Text.Json;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Conversations;
using RatingGrains.Threads;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Connectors.Chatwoot;

/// <summary>From Chatwoot's words to ours.</summary>
internal static class ChatwootTranslation
{
    /// <summary>Null for what does not matter here: private notes, what automations say, other inboxes, other events.
    /// </summary>
    public static ChatwootNews? Read(ChannelId channel, ChatwootSettings settings, JsonElement body)
    {
        var type = body.Get("event").Text();

        // An event of a conversation is the conversation itself, one of a message holds it.
        var conversation = type == "conversation_status_changed" && body.Get("conversation").ValueKind != JsonValueKind.Object
            ? body
            : body.Get("conversation");
        if (!IsFollowed(settings, body, conversation) || ThreadOf(channel, body, conversation) is not { } thread)
            return null;
        return type switch
        {
            "message_created" => ReadMessage(settings, thread, body),
            "message_updated" => ReadSurvey(settings, thread, body),
            "conversation_status_changed" when conversation.Get("status").Text() == "resolved" =>
                new Resolved(thread, AgentOf(settings, conversation.Get("meta").Get("assignee").Get("id").Id())),
            _ => null,
        };
    }

    private static bool IsFollowed(ChatwootSettings settings, JsonElement body, JsonElement conversation) =>
        settings.InboxId is not { } inbox
        || (body.Get("inbox").Get("id").Id() ?? conversation.Get("inbox_id").Id()) == inbox;

    /// <summary>A conversation there is a dialogue here: it may be resolved and opened again many times.</summary>
    private static ThreadId? ThreadOf(ChannelId channel, JsonElement body, JsonElement conversation)
    {
        var customer = conversation.Get("meta").Get("sender").Get("id").Id()
            ?? (IsIncoming(body) ? body.Get("sender").Get("id").Id() : null);
        return ChatId.TryParse(conversation.Get("id").Id(), out var chat) && CustomerId.TryParse(customer, out var person)
            ? ThreadId.Of(KnownConnectors.Chatwoot, channel, chat, person)
            : null;
    }

    private static ChatwootNews? ReadMessage(ChatwootSettings settings, ThreadId thread, JsonElement body)
    {
        if (body.Get("private").IsTrue || body.Get("id").Id() is not { } id
            || body.Get("content_type").Text() is not (null or "text") || TextOf(body) is not { } text)
            return null;
        if (IsIncoming(body))
        {
            var name = Words.Name(body.Get("sender").Get("name").Text());
            var message = new InboundMessage(ForeignIds.Named($"m{id}"), name, new TextContent(text));
            return new CustomerSaid(new Heard(thread, message));
        }
        return body.Get("message_type").Id() is "outgoing" or "1" && body.Get("sender").Get("type").Text() is null or "user"
            && AgentOf(settings, body.Get("sender").Get("id").Id()) is { } agent
                ? new AgentSaid(thread, agent, text)
                : null;
    }

    /// <summary>The survey's message is updated with the face, and once more when words are added to it.</summary>
    private static CustomerSaid? ReadSurvey(ChatwootSettings settings, ThreadId thread, JsonElement body)
    {
        var answer = body.Get("content_attributes").Get("submitted_values").Get("csat_survey_response");
        if (body.Get("content_type").Text() != "input_csat" || body.Get("id").Id() is not { } id
            || answer.Get("rating").Number() is not (>= 1 and <= 5 and var face))
            return null;
        var value = face >= settings.LikeFrom ? RatingValue.Like : RatingValue.Dislike;
        var words = answer.Get("feedback_message").Text();
        var comment = string.IsNullOrWhiteSpace(words) ? null : Words.Cut(words, RatingWords.CommentMax);
        var name = ForeignIds.Named($"s{id}.{face}.{Fingerprint.Of(comment ?? ""):x}");
        return new CustomerSaid(new Heard(thread, new InboundMessage(name, null, new RatingContent(value, comment))));
    }

    private static bool IsIncoming(JsonElement body) => body.Get("message_type").Id() is "incoming" or "0";

    private static string? TextOf(JsonElement body)
    {
        var text = body.Get("content").Text();
        if (string.IsNullOrEmpty(text))
        {
            var kinds = body.Get("attachments").Items().Select(one => $"[{one.Get("file_type").Text() ?? "attachment"}]");
            text = string.Join(' ', kinds);
        }
        return text.Length == 0 ? null : Words.Cut(text, Words.TextMax);
    }

    private static AgentId? AgentOf(ChatwootSettings settings, string? id)
    {
        foreach (var agent in settings.Agents)
        {
            if (agent.Id == id)
                return agent.Agent;
        }
        return null;
    }
}
