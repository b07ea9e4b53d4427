using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Connectors.Webhooks;

/// <summary>The webhooks of our own API: JSON, signed over the time of sending and the body as it is sent, so that nobody
/// can make one up, change one, or send an old one again later.</summary>
internal sealed class SignedJson(ISecretBox secrets) : IWebhookFormat
{
    private const string Test = "test";

    public string Kind => Webhook.Signed;

    public ValueTask<WebhookMessage?> WriteAsync(
        Webhook webhook, DeliveryId id, News? news, DateTimeOffset now, CancellationToken cancellationToken) =>
        ValueTask.FromResult<WebhookMessage?>(Write(webhook, id, news, now));

    private WebhookMessage Write(Webhook webhook, DeliveryId id, News? news, DateTimeOffset now)
    {
        var type = news is null ? Test : EventNames.Of(news.Kind);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            WebhookBody.Of(id, type, news, now), WebhookJson.Written.WebhookBody);
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signatures = Secrets(webhook, now).Select(secret => Sign(secret, timestamp, body));
        return new WebhookMessage(body, "application/json", [
            ("X-RatingGrains-Event", type),
            ("X-RatingGrains-Delivery", id.Value),
            ("X-RatingGrains-Timestamp", timestamp),
            ("X-RatingGrains-Signature", string.Join(',', signatures)),
        ]);
    }

    /// <summary>The new one first; while it is changed the former one signs as well, and either is proof enough.</summary>
    private IEnumerable<string> Secrets(Webhook webhook, DateTimeOffset now)
    {
        yield return secrets.Open(webhook.Secret);
        if (webhook is { FormerSecret: { } former, FormerUntil: { } until } && now < until)
            yield return secrets.Open(former);
    }

    private static string Sign(string secret, string timestamp, byte[] body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(timestamp + "."));
        hmac.AppendData(body);
        return "sha256=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
