using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Webhooks;

namespace RatingGrains.Connectors.Webhooks;

/// <summary>What a webhook is told. Names are a contract with others: they are added to and never changed. No messages and
/// no name of the customer: who needs them may read the conversation with a key of its own.</summary>
/// <param name="By">Who did it: an agent, a supervisor, or <c>system</c>.</param>
/// <param name="Attribution">To whom it belongs, frozen when it was asked or given.</param>
internal sealed record WebhookBody(
    DeliveryId Id,
    string Type,
    DateTime OccurredAt,
    ConversationPart? Conversation,
    AttributionPart? Attribution,
    string? By,
    RequestPart? Request,
    RatingPart? Rating,
    ReviewPart? SupervisorRating)
{
    public static WebhookBody Of(DeliveryId id, string type, News? news, DateTimeOffset now) => news is null
        ? new(id, type, Utc(now), null, null, null, null, null, null)
        : new(
            id, type, Utc(news.At), ConversationPart.Of(news), AttributionPart.Of(news.Attribution), news.By,
            RequestPart.Of(news), RatingPart.Of(news), ReviewPart.Of(news));

    internal static DateTime Utc(DateTimeOffset at) => at.UtcDateTime;

    internal static string Name<TEnum>(TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>The conversation as it stood after what happened.</summary>
/// <param name="AgentId">Who held it.</param>
internal sealed record ConversationPart(
    ConversationId Id, long Number, ChannelId ChannelId, ConnectorId Connector, string CustomerId, string Status,
    AgentId? AgentId, TeamId? Team, long Version)
{
    public static ConversationPart Of(News news) => new(
        news.Conversation, news.Number, news.Thread.Channel, news.Thread.Connector, news.Thread.Customer.Value,
        WebhookBody.Name(news.Status), news.Agent, news.Team, news.Version);
}

internal sealed record AttributionPart(AgentId? AgentId, TeamId? Team, ImmutableArray<AgentId> Participants)
{
    public static AttributionPart? Of(Attribution? attribution) => attribution is null
        ? null
        : new(attribution.Agent, attribution.Team, attribution.Participants.IsDefault ? [] : attribution.Participants);
}

/// <param name="Reason">Why nobody was asked.</param>
internal sealed record RequestPart(string? Reason, DateTime? Deadline)
{
    public static RequestPart? Of(News news) => news.Kind is NewsKind.RatingRequested or NewsKind.RatingNotRequested
        ? new(news.Reason is { } reason ? WebhookBody.Name(reason) : null, news.Deadline?.UtcDateTime)
        : null;
}

/// <param name="Former">What a changed rating was before.</param>
internal sealed record RatingPart(string Value, string? Former, string? Comment)
{
    public static RatingPart? Of(News news) => news.Value is { } value
        ? new(WebhookBody.Name(value), news.FormerValue is { } former ? WebhookBody.Name(former) : null, news.Comment)
        : null;
}

/// <param name="FormerStars">What they were before a change.</param>
internal sealed record ReviewPart(int? Stars, int? FormerStars, string? Comment)
{
    public static ReviewPart? Of(News news) =>
        news.Kind is NewsKind.SupervisorRatingSubmitted or NewsKind.SupervisorRatingChanged
            ? new(news.Stars, news.FormerStars, news.Comment)
            : null;
}

/// <summary>Parts that an event has not are left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class WebhookJson : JsonSerializerContext
{
    /// <summary>Letters of every script as they are: nothing of this is ever put into a page of HTML.</summary>
    public static WebhookJson Written => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        TypeInfoResolver = null,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
