using System.Text.Json;
using RatingGrains.Conversations;
using RatingGrains.Json;
using RatingGrains.Ports;
using RatingGrains.Threads;
using RatingGrains.Webhooks;

namespace RatingGrains.Connectors.Webhooks;

/// <summary>Events as applications of Bitrix24's clients take them: a form with PHP's brackets, and a token that only they
/// and we know.</summary>
internal sealed class Bitrix24Events(
    IDoorRecords records, IDirectory directory, IKeyStore keys, ISecretBox secrets) : IWebhookFormat
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>As many bits as JavaScript's numbers hold.</summary>
    private const long EventIdMax = (1L << 53) - 1;

    private readonly Bitrix24Data _data = new(records, directory);

    public string Kind => Webhook.Bitrix24;

    public async ValueTask<WebhookMessage?> WriteAsync(
        Webhook webhook, DeliveryId id, News? news, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var binding = JsonSerializer.Deserialize(webhook.Details!, CoreJson.Default.Bitrix24Binding)!;
        if (news is null || !HasKey(binding, now))
            return null;
        var connector = binding.IsOfConnector
            ? await _data.ConnectorAsync(news.Thread.Connector, cancellationToken)
            : null;
        if (connector?.Owner != (binding.IsOfConnector ? binding.Owner : null))
            return null;
        var fields = new List<KeyValuePair<string, string>>
        {
            new("event", binding.Event),
            new("event_handler_id", Bitrix24Data.Text(binding.Handler)),
            // A whole number, and the same one each time it is sent.
            new("eventId", Bitrix24Data.Text(Fingerprint.Of(id.Value) & EventIdMax)),
        };
        fields.AddRange(await _data.OfAsync(binding, connector, news, cancellationToken));
        fields.Add(new("ts", Bitrix24Data.Text(now.ToUnixTimeSeconds())));
        fields.AddRange(Proof(binding, secrets.Open(webhook.Secret)));
        using var form = new FormUrlEncodedContent(fields);
        return new WebhookMessage(await form.ReadAsByteArrayAsync(cancellationToken), FormType, []);
    }

    private static IEnumerable<KeyValuePair<string, string>> Proof(Bitrix24Binding binding, string token) =>
    [
        new("auth[access_token]", ""), new("auth[expires_in]", "0"), new("auth[scope]", "imopenlines,imconnector,rating"),
        new("auth[domain]", binding.Host[(binding.Host.IndexOf("//", StringComparison.Ordinal) + 2)..]),
        new("auth[server_endpoint]", binding.Host + "/rest/"), new("auth[client_endpoint]", binding.Host + "/rest/"),
        new("auth[status]", "L"), new("auth[member_id]", binding.Owner), new("auth[application_token]", token),
    ];

    /// <summary>Whoever lost their key is told nothing more.</summary>
    private bool HasKey(Bitrix24Binding binding, DateTimeOffset now) => keys.All.Any(key =>
        key.Role == ApiRole.Connector && key.Subject == binding.Owner && !(key.ExpiresAt <= now));
}
