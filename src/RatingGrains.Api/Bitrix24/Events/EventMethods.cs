using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Keys;
using RatingGrains.Conversations;
using RatingGrains.Json;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Api.Bitrix24.Events;

/// <summary><c>event.*</c>: what an application is told, by the same machine as other webhooks. Events of which nothing
/// is known here are not there to be asked for.</summary>
internal sealed class EventMethods(
    IWebhooks webhooks, IWebhookCaller caller, IDoorRecords records, ISecretBox secrets, TimeProvider clock)
    : IRestFeature
{
    private const int TokenBytes = 24;
    private const int UrlMax = 2_000;

    private static readonly FrozenDictionary<string, ImmutableArray<string>> Events =
        new Dictionary<string, ImmutableArray<string>>
        {
            [Bitrix24Binding.SessionStart] = [EventNames.Of(NewsKind.ConversationOpened)],
            [Bitrix24Binding.SessionFinish] = [EventNames.Of(NewsKind.ConversationClosed)],
            [Bitrix24Binding.DialogStart] = [EventNames.Of(NewsKind.ConversationOpened)],
            [Bitrix24Binding.DialogFinish] = [EventNames.Of(NewsKind.ConversationClosed)],
            [Bitrix24Binding.ConnectorMessageAdd] = [EventNames.Of(NewsKind.MessageSent)],
            [Bitrix24Binding.LineMessageAdd] = [EventNames.Of(NewsKind.MessageAdded)],
            [Bitrix24Binding.RatingAdd] = [EventNames.Of(NewsKind.RatingSubmitted), EventNames.Of(NewsKind.RatingChanged)],
        }
        .Concat(Bitrix24Binding.NeverHappening.Select(name => KeyValuePair.Create(name, ImmutableArray<string>.Empty)))
        .ToFrozenDictionary();

    private static readonly RestError Unknown = new(
        400, "ERROR_EVENT_NOT_FOUND", $"Event not found! There are {string.Join(", ", Events.Keys.Order())}.");
    private static readonly RestError TooMany = RestError.Core($"There may be at most {Webhook.CountMax} subscriptions.");

    public IEnumerable<RestMethod> Methods =>
        [Of("event.bind", BindAsync), Of("event.unbind", UnbindAsync), Of("event.get", GetAsync)];

    private async Task<RestReply> BindAsync(RestCall call, CancellationToken cancellationToken)
    {
        if (NameIn(call) is not { } name)
            return Unknown;
        var address = call.Parameters["handler"];
        if (address.IsBlank || address.IsBranch)
            return RestError.Missing("handler");
        var url = address.Text!.Trim();
        if (url.Length > UrlMax)
            return RestError.Invalid("handler", $"At most {UrlMax} characters.");
        if (caller.WhyNot(url) is { } reason)
            return RestError.Invalid("handler", reason);
        // Nobody would fetch what waits: there is no method for that.
        if (call.Parameters["event_type"] is { IsBlank: false, Text: not "online" })
            return RestError.Invalid("event_type", "Only online: events are sent to their handler.");
        // Without a channel of its own it would be told of everybody's.
        if (call.Caller.Key.Key.Channels.IsDefaultOrEmpty)
            return RestError.AccessDenied403;
        if (Bindings(call).Any(bound => bound.Binding.Event == name && bound.Webhook.Url == url))
            return RestReply.True;
        var id = new WebhookId(NewKey.MakeId());
        var handler = await records.GetOrAddAsync(DoorRecordKind.EventHandler, id.Value, null, cancellationToken);
        var binding = new Bitrix24Binding(name, call.Caller.Subject, call.Host, handler.Number);
        var webhook = new Webhook(
            id, Webhook.Bitrix24, url, Events[name], call.Caller.Key.Key.Channels, null, true, null,
            await TokenAsync(call, cancellationToken), null, null, clock.GetUtcNow(),
            JsonSerializer.Serialize(binding, CoreJson.Default.Bitrix24Binding));
        if (await webhooks.AddAsync(webhook, cancellationToken))
            return RestReply.True;
        await records.RemoveAsync(DoorRecordKind.EventHandler, id.Value, cancellationToken);
        return TooMany;
    }

    /// <summary>One for all of an application's events, so that it has only one to remember.</summary>
    private async Task<string> TokenAsync(RestCall call, CancellationToken cancellationToken)
    {
        var fresh = secrets.Seal(NewKey.Random(TokenBytes));
        return (await records.GetOrAddAsync(
            DoorRecordKind.Application, call.Caller.Subject, fresh, cancellationToken)).Value!;
    }

    private async Task<RestReply> UnbindAsync(RestCall call, CancellationToken cancellationToken)
    {
        if (NameIn(call) is not { } name)
            return Unknown;
        var url = call.Parameters["handler"].Text?.Trim();
        var count = 0;
        foreach (var (webhook, binding) in Bindings(call).ToList())
        {
            if (binding.Event != name || (!string.IsNullOrEmpty(url) && webhook.Url != url)
                || !await webhooks.DeleteAsync(webhook.Id, cancellationToken))
                continue;
            await records.RemoveAsync(DoorRecordKind.EventHandler, webhook.Id.Value, cancellationToken);
            count++;
        }
        return new JsonObject { ["count"] = count };
    }

    /// <summary>With the token by which each handler knows that an event is ours.</summary>
    private Task<RestReply> GetAsync(RestCall call, CancellationToken cancellationToken) =>
        Task.FromResult<RestReply>(new JsonArray([.. Bindings(call).Select(bound => new JsonObject
        {
            ["event"] = bound.Binding.Event,
            ["handler"] = bound.Webhook.Url,
            ["auth_type"] = "0",
            ["offline"] = 0,
            ["application_token"] = secrets.Open(bound.Webhook.Secret),
        })]));

    private IEnumerable<(Webhook Webhook, Bitrix24Binding Binding)> Bindings(RestCall call) => webhooks.All
        .Where(webhook => webhook.Kind == Webhook.Bitrix24)
        .Select(webhook => (
            webhook, JsonSerializer.Deserialize(webhook.Details!, CoreJson.Default.Bitrix24Binding)!))
        .Where(bound => bound.Item2.Owner == call.Caller.Subject);

    private static string? NameIn(RestCall call) =>
        call.Parameters["event"].Text?.Trim().ToUpperInvariant() is { } name && Events.ContainsKey(name) ? name : null;

    private static RestMethod Of(string name, Func<RestCall, CancellationToken, Task<RestReply>> run) =>
        new(name, DoorScopes.Basic, run) { NeedsApplication = true };
}
