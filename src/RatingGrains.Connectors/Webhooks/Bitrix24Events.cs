using System.Globalization;
using System.Text.Json;
using RatingGrains.Conversations;
using RatingGrains.Json;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Connectors.Webhooks;

/// <summary>Events as applications of Bitrix24's clients take them: a form with PHP's brackets, and a token that only they
/// and we know.</summary>
internal sealed class Bitrix24Events(
    IDoorRecords records, IDirectory directory, IKeyStore keys, ISecretBox secrets) : IWebhookFormat
{
    private const string FormType = "application/x-www-form-urlencoded";

    public string Kind => Webhook.Bitrix24;

    public async ValueTask<WebhookMessage?> WriteAsync(
        Webhook webhook, DeliveryId id, News? news, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var binding = JsonSerializer.Deserialize(webhook.Details!, CoreJson.Default.Bitrix24Binding)!;
        if (news is null || !HasKey(binding, now))
            return null;
        var dialog = binding.Event is Bitrix24Binding.DialogStart or Bitrix24Binding.DialogFinish;
        if (dialog && !await IsTheirsAsync(binding, news, cancellationToken))
            return null;
        var line = Text(await NumberAsync(DoorRecordKind.Channel, news.Thread.Channel.Value, cancellationToken));
        var fields = new List<KeyValuePair<string, string>>
        {
            new("event", binding.Event), new("event_handler_id", webhook.Id.Value), new("eventId", id.Value),
        };
        if (dialog)
        {
            fields.Add(new("data[CONNECTOR]", news.Thread.Connector.Value));
            fields.Add(new("data[LINE]", line));
        }
        fields.AddRange(Session(news, line));
        if (binding.Event == Bitrix24Binding.RatingAdd)
            fields.AddRange(await RatingAsync(news, line, cancellationToken));
        fields.Add(new("ts", Text(now.ToUnixTimeSeconds())));
        fields.AddRange(Proof(binding, secrets.Open(webhook.Secret)));
        using var form = new FormUrlEncodedContent(fields);
        return new WebhookMessage(await form.ReadAsByteArrayAsync(cancellationToken), FormType, []);
    }

    private IEnumerable<KeyValuePair<string, string>> Session(News news, string line)
    {
        const string At = "data[DATA][0]";
        var (thread, closing) = (news.Thread, directory.Find(news.Thread.Channel)?.Settings.Closing.AfterFinish);
        var name = thread.Connector == RatingGrains.Channels.Connectors.LiveChat ? "livechat" : thread.Connector.Value;
        yield return new($"{At}[connector][connector_id]", name);
        yield return new($"{At}[connector][line_id]", line);
        yield return new($"{At}[connector][chat_id]", thread.Chat.Value);
        yield return new($"{At}[connector][user_id]", thread.Customer.Value);
        yield return new($"{At}[session][id]", Text(news.Number));
        yield return new($"{At}[session][closed]", news.Kind == NewsKind.ConversationClosed ? "Y" : "N");
        yield return new($"{At}[session][parent_id]", "0");
        yield return new($"{At}[session][close_term]", Text((long)(closing?.TotalMinutes ?? 0)));
        yield return new($"{At}[chat][id]", thread.Chat.Value);
        yield return new($"{At}[user][id]", thread.Customer.Value);
    }

    private async ValueTask<IEnumerable<KeyValuePair<string, string>>> RatingAsync(
        News news, string line, CancellationToken cancellationToken)
    {
        const string At = "data[DATA][0][rating]";
        var agent = news.Attribution?.Agent is { } rated
            ? await NumberAsync(DoorRecordKind.Person, rated.Value, cancellationToken)
            : 0;
        return
        [
            new($"{At}[SESSION_ID]", Text(news.Number)), new($"{At}[CONFIG_ID]", line), new($"{At}[OPERATOR_ID]", Text(agent)),
            new($"{At}[VOTE]", news.Value == RatingValue.Like ? "5" : "1"), new($"{At}[COMMENT]", news.Comment ?? ""),
        ];
    }

    private static IEnumerable<KeyValuePair<string, string>> Proof(Bitrix24Binding binding, string token) =>
    [
        new("auth[access_token]", ""), new("auth[expires_in]", "0"), new("auth[scope]", "imopenlines,imconnector,rating"),
        new("auth[domain]", binding.Host[(binding.Host.IndexOf("//", StringComparison.Ordinal) + 2)..]),
        new("auth[server_endpoint]", binding.Host + "/rest/"), new("auth[client_endpoint]", binding.Host + "/rest/"),
        new("auth[member_id]", binding.Owner), new("auth[application_token]", token),
    ];

    /// <summary>Whoever lost their key is told nothing more.</summary>
    private bool HasKey(Bitrix24Binding binding, DateTimeOffset now) => keys.All.Any(key =>
        key.Role == ApiRole.Connector && key.Subject == binding.Owner && !(key.ExpiresAt <= now));

    /// <summary>Whether the dialogue is on a connector that this application has registered.</summary>
    private async ValueTask<bool> IsTheirsAsync(
        Bitrix24Binding binding, News news, CancellationToken cancellationToken)
    {
        var record = await records.FindAsync(DoorRecordKind.Connector, news.Thread.Connector.Value, cancellationToken);
        if (record?.Value is not { } value)
            return false;
        using var connector = JsonDocument.Parse(value);
        return connector.RootElement.GetProperty("owner").GetString() == binding.Owner;
    }

    private async ValueTask<long> NumberAsync(DoorRecordKind kind, string name, CancellationToken cancellationToken) =>
        (await records.GetOrAddAsync(kind, name, null, cancellationToken)).Number;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
