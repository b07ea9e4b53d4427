using RatingGrains.Conversations;
using RatingGrains.Webhooks;

namespace RatingGrains.Connectors.Webhooks;

/// <summary>How one kind of webhook is spoken to: what the body is, and who signs it. All the rest (order, repeats,
/// back-off, where it may be) is the same for every kind.</summary>
internal interface IWebhookFormat
{
    /// <summary>The <see cref="Webhook.Kind"/> that is spoken to so.</summary>
    string Kind { get; }

    /// <param name="news">Null: a test, which says nothing but that the webhook is there.</param>
    /// <param name="now">The moment of this attempt.</param>
    /// <returns>Null where there is nothing to be said to it of this after all.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Its secret cannot be unsealed.</exception>
    ValueTask<WebhookMessage?> WriteAsync(
        Webhook webhook, DeliveryId id, News? news, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>What is posted.</summary>
/// <param name="Headers">Beside the content type.</param>
internal sealed record WebhookMessage(byte[] Body, string ContentType, IReadOnlyList<(string Name, string Value)> Headers);
