using System.Collections.Frozen;
using System.Collections.Immutable;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Webhooks;

namespace RatingGrains.Sql.Webhooks;

/// <summary>All webhooks at one moment, and which of them hears what.</summary>
internal sealed class WebhookRing(ImmutableArray<Webhook> webhooks)
{
    private readonly FrozenDictionary<NewsKind, Listener[]> _listeners = Listeners(webhooks);

    public ImmutableArray<Webhook> All { get; } = webhooks;

    public Webhook? Find(WebhookId id)
    {
        foreach (var webhook in All)
        {
            if (webhook.Id == id)
                return webhook;
        }
        return null;
    }

    public ImmutableArray<WebhookId> WhoHears(NewsKind kind, ChannelId channel)
    {
        if (!_listeners.TryGetValue(kind, out var listeners))
            return [];
        var hearing = ImmutableArray.CreateBuilder<WebhookId>();
        foreach (var listener in listeners)
        {
            if (listener.Channels.Count == 0 || listener.Channels.Contains(channel))
                hearing.Add(listener.Id);
        }
        return hearing.DrainToImmutable();
    }

    private static FrozenDictionary<NewsKind, Listener[]> Listeners(ImmutableArray<Webhook> webhooks) => webhooks
        .Where(webhook => webhook.Enabled)
        .SelectMany(webhook => EventNames.MeantBy(webhook.Events)
            .Select(kind => (Kind: kind, Listener: new Listener(webhook.Id, [.. webhook.Channels]))))
        .GroupBy(heard => heard.Kind, heard => heard.Listener)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    private sealed record Listener(WebhookId Id, HashSet<ChannelId> Channels);
}
