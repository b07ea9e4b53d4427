using System.Collections.Immutable;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Webhooks;

namespace RatingGrains.Api.Webhooks;

/// <param name="Stopped"><c>gone</c>: it answered 410 and was disabled.</param>
/// <param name="FormerSecretUntil">Until when the former secret signs as well; null where it does not.</param>
internal sealed record WebhookView(
    WebhookId Id,
    string Url,
    ImmutableArray<string> Events,
    ImmutableArray<ChannelId> Channels,
    string? Description,
    bool Enabled,
    string? Stopped,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FormerSecretUntil)
{
    public static WebhookView From(Webhook webhook, DateTimeOffset now) => new(
        webhook.Id, webhook.Url, webhook.Events, webhook.Channels, webhook.Description, webhook.Enabled, webhook.Stopped,
        webhook.CreatedAt, now < webhook.FormerUntil ? webhook.FormerUntil : null);
}

/// <param name="Secret">Shown this once.</param>
internal sealed record NewWebhookView(WebhookId Id, string Secret);

/// <param name="Secret">Shown this once.</param>
/// <param name="FormerSecretUntil">Until when the former one signs as well.</param>
internal sealed record NewSecretView(string Secret, DateTimeOffset? FormerSecretUntil);

/// <param name="Status">What the receiver answered; null where it did not.</param>
/// <param name="Error">Why it counts as not delivered; null where it was.</param>
internal sealed record TestedView(bool Delivered, int? Status, string? Error);

/// <param name="Replayed">How many deliveries are sent again.</param>
internal sealed record ReplayedView(long Replayed);

/// <param name="Id">By which the receiver knows a repeat.</param>
/// <param name="NextAttemptAt">Null where it was not tried yet, waits behind another of its conversation, or is done.
/// </param>
internal sealed record WebhookDeliveryView(
    DeliveryId Id,
    string Type,
    DateTimeOffset OccurredAt,
    ConversationId ConversationId,
    long Number,
    DeliveryState State,
    int Attempts,
    DateTimeOffset? LastAttemptAt,
    DateTimeOffset? NextAttemptAt,
    int? Status,
    string? Error)
{
    public static WebhookDeliveryView From(WebhookDelivery delivery) => new(
        delivery.Id, EventNames.Of(delivery.News.Kind), delivery.News.At, delivery.News.Conversation, delivery.News.Number,
        delivery.State, delivery.Attempts, delivery.TriedAt, delivery.NextAt, delivery.Status, delivery.Error);
}

/// <param name="Newest">What became of what happened last; null where nothing did.</param>
/// <param name="FailingSince">Null where nothing that is still tried has failed.</param>
/// <param name="Waiting">Deliveries not sent yet, or to be sent again; counted up to 1,000.</param>
/// <param name="Dead">Deliveries that were given up; counted up to 1,000.</param>
internal sealed record WebhookHealthView(
    WebhookDeliveryView? Newest, DateTimeOffset? FailingSince, int Waiting, int Dead)
{
    public static WebhookHealthView From(WebhookHealth health) => new(
        health.Newest is { } newest ? WebhookDeliveryView.From(newest) : null, health.FailingSince, health.Waiting,
        health.Dead);
}
