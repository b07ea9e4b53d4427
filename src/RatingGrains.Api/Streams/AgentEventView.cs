using System.Net.ServerSentEvents;
using System.Text.Json.Serialization;
using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Streams;

/// <summary>What an agent is told as it happens.</summary>
[JsonDerivedType(typeof(NotificationView))]
[JsonDerivedType(typeof(ConversationChangeView))]
internal abstract record AgentEventView(long Id, ConversationId ConversationId, long Number, DateTimeOffset At)
{
    public static SseItem<AgentEventView> Event(Notification told) => told.Item.Kind == AgentItemKind.Conversation
        ? LiveStream.Event<AgentEventView>(told.Sequence, ConversationChangeView.From(told), "conversation")
        : LiveStream.Event<AgentEventView>(told.Sequence, NotificationView.From(told), "notification");
}

/// <summary>A rating that the agent is told of.</summary>
/// <param name="Id">Grows with each thing that the agent is told; reading goes up to one.</param>
/// <param name="Value">Of a customer's rating.</param>
/// <param name="Stars">Of a supervisor's rating.</param>
internal sealed record NotificationView(
    long Id,
    AgentItemKind Kind,
    ConversationId ConversationId,
    long Number,
    RatingValue? Value,
    int? Stars,
    string? Comment,
    string? By,
    DateTimeOffset At,
    DateTimeOffset? ReadAt) : AgentEventView(Id, ConversationId, Number, At)
{
    public static NotificationView From(Notification told) => new(
        told.Sequence, told.Item.Kind, told.Item.Conversation, told.Item.Number, told.Item.Value, told.Item.Stars,
        told.Item.Comment, told.Item.By, told.Item.At, told.ReadAt);
}

/// <summary>A conversation that the agent holds or held is not what it was: another message, status or holder.</summary>
internal sealed record ConversationChangeView(
    long Id,
    ConversationId ConversationId,
    long Number,
    ConversationStatus? Status,
    long Version,
    DateTimeOffset At) : AgentEventView(Id, ConversationId, Number, At)
{
    public static ConversationChangeView From(Notification told) => new(
        told.Sequence, told.Item.Conversation, told.Item.Number, told.Item.Status, told.Item.Version, told.Item.At);
}
