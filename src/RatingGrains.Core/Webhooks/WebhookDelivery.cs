using RatingGrains.Conversations;

namespace RatingGrains.Webhooks;

/// <summary>One event on its way to one webhook.</summary>
/// <param name="Since">When it was first to be sent, or was replayed.</param>
/// <param name="Attempts">That have ended so far.</param>
/// <param name="TriedAt">When the last one ended.</param>
/// <param name="NextAt">When it is tried again; null where it was not tried yet, or needs no more.</param>
/// <param name="Status">What the receiver answered last; null where it did not.</param>
/// <param name="Error">Why the last attempt failed; null where it did not.</param>
public sealed record WebhookDelivery(
    WebhookId Webhook,
    DeliveryId Id,
    News News,
    DeliveryState State,
    DateTimeOffset Since,
    int Attempts,
    DateTimeOffset? TriedAt,
    DateTimeOffset? NextAt,
    int? Status,
    string? Error);

public enum DeliveryState
{
    /// <summary>To be sent, or sent again.</summary>
    Pending,

    Delivered,

    /// <summary>Given up, until somebody replays it.</summary>
    Dead,
}

/// <summary>A delivery that nobody else sends until then.</summary>
public sealed record ClaimedDelivery(WebhookDelivery Delivery, DateTimeOffset Until);

/// <summary>How one attempt ended.</summary>
/// <param name="Error">Null: the receiver has it.</param>
/// <param name="NextAt">When it is tried again; null where it is not.</param>
public sealed record DeliveryOutcome(int? Status, string? Error, DateTimeOffset? NextAt)
{
    public DeliveryState State => Error is null ? DeliveryState.Delivered
        : NextAt is null ? DeliveryState.Dead
        : DeliveryState.Pending;
}

/// <summary>How a webhook is doing. Counts end at <see cref="CountMax"/>: more are as bad, and cost more to count.
/// </summary>
/// <param name="Newest">Of what happened last; null where nothing did, or it is kept no longer.</param>
/// <param name="FailingSince">Since when the oldest that failed and is not given up has been under way; null where none
/// fails.</param>
/// <param name="Waiting">Not sent yet, or to be sent again.</param>
/// <param name="Dead">Given up.</param>
public sealed record WebhookHealth(WebhookDelivery? Newest, DateTimeOffset? FailingSince, int Waiting, int Dead)
{
    public const int CountMax = 1_000;
}
