using System.Collections.Immutable;
using RatingGrains.Webhooks;

namespace RatingGrains.Ports;

/// <summary>Systems of others that are told what happens. Lookups are from memory: on a cluster what was changed elsewhere
/// is known within a second.</summary>
public interface IWebhooks
{
    /// <summary>Of all kinds, oldest first.</summary>
    ImmutableArray<Webhook> All { get; }

    Webhook? Find(WebhookId id);

    /// <returns>False where there are <see cref="Webhook.CountMax"/> already.</returns>
    Task<bool> AddAsync(Webhook webhook, CancellationToken cancellationToken);

    /// <param name="change">Sees what is stored, and nobody changes it meanwhile.</param>
    /// <returns>As it is now; null where there is none.</returns>
    Task<Webhook?> ChangeAsync(WebhookId id, Func<Webhook, Webhook> change, CancellationToken cancellationToken);

    /// <summary>It stops at once; what was kept of its deliveries is removed.</summary>
    Task<bool> DeleteAsync(WebhookId id, CancellationToken cancellationToken);

    /// <summary>Rings when one was added, changed or deleted.</summary>
    IWebhookBell Listen();
}

/// <summary>Events that webhooks have yet to be told, written in the commit of what happened. Those of one conversation
/// leave one after the other; each is sent by one process at a time.</summary>
public interface IWebhookQueue
{
    /// <summary>Rings when something was added for this webhook.</summary>
    IWebhookBell Listen(WebhookId id);

    /// <summary>When the next one may leave; null where none waits.</summary>
    Task<DateTimeOffset?> NextDueAsync(WebhookId id, CancellationToken cancellationToken);

    /// <summary>Takes some that are due, of as many conversations. They are due again at <paramref name="until"/> unless
    /// they were settled before: who claimed them may have died.</summary>
    Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(
        WebhookId id, int max, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Keeps how an attempt ended; nothing where it was claimed by another since.</summary>
    Task SettleAsync(
        ClaimedDelivery claimed, DeliveryOutcome outcome, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>What became of deliveries: delivered ones are kept 7 days, dead ones 30.</summary>
public interface IWebhookLog
{
    /// <summary>The newest first.</summary>
    /// <param name="state">Only these; null for all.</param>
    /// <param name="after">The last one of the page before.</param>
    Task<IReadOnlyList<WebhookDelivery>> ListAsync(
        WebhookId id, DeliveryState? state, DateTimeOffset? from, DateTimeOffset? to, DeliveryPosition? after, int limit,
        CancellationToken cancellationToken);

    /// <summary>Whether this webhook is told what it asked for.</summary>
    Task<WebhookHealth> HealthAsync(WebhookId id, CancellationToken cancellationToken);

    /// <summary>Sends it again now, whatever became of it.</summary>
    /// <returns>False where it is not kept.</returns>
    Task<bool> ReplayAsync(WebhookId id, DeliveryId delivery, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Sends again all that happened in this time, the order within each conversation kept.</summary>
    /// <param name="to">The first moment after it.</param>
    /// <param name="state">Only these; null for all.</param>
    /// <returns>How many.</returns>
    Task<long> ReplayAsync(
        WebhookId id, DateTimeOffset from, DateTimeOffset to, DeliveryState? state, DateTimeOffset now,
        CancellationToken cancellationToken);
}

/// <summary>Where a page of deliveries ended.</summary>
public sealed record DeliveryPosition(DateTimeOffset At, DeliveryId Id);

/// <summary>One listener. Take <see cref="Next"/> before looking: what comes after that completes it.</summary>
public interface IWebhookBell : IDisposable
{
    Task Next { get; }
}

/// <summary>Calls webhooks.</summary>
public interface IWebhookCaller
{
    /// <summary>Why this can be nobody's address; null where it may be one.</summary>
    string? WhyNot(string url);

    /// <summary>Sends a test, once, and says how that ended. Nothing of it is kept.</summary>
    Task<DeliveryOutcome> TestAsync(Webhook webhook, CancellationToken cancellationToken);
}
