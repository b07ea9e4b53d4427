using System.Collections.Immutable;
using RatingGrains.Channels;

namespace RatingGrains.Webhooks;

/// <summary>A system that others run, and what it asked to be told. Names here are stored.</summary>
/// <param name="Kind">How it is spoken to: who writes the body and who signs it.</param>
/// <param name="Events">Names and patterns of <see cref="EventNames"/>.</param>
/// <param name="Channels">Only of these; of all where none is named.</param>
/// <param name="Enabled">While false nothing is sent and nothing new is taken; what waits goes on waiting.</param>
/// <param name="Stopped">Why it was disabled by itself; null where somebody did it, or nobody.</param>
/// <param name="Secret">Signs; sealed.</param>
/// <param name="FormerSecret">Signs as well until <paramref name="FormerUntil"/>, so that a receiver can change.</param>
/// <param name="Details">What else its kind needs to know of it; nobody else reads it.</param>
public sealed record Webhook(
    WebhookId Id,
    string Kind,
    string Url,
    ImmutableArray<string> Events,
    ImmutableArray<ChannelId> Channels,
    string? Description,
    bool Enabled,
    string? Stopped,
    string Secret,
    string? FormerSecret,
    DateTimeOffset? FormerUntil,
    DateTimeOffset CreatedAt,
    string? Details = null)
{
    /// <summary>The kind of our own API.</summary>
    public const string Signed = "signed";

    /// <summary>The kind of the door for clients of Bitrix24; what else it needs is a <see cref="Bitrix24Binding"/>.</summary>
    public const string Bitrix24 = "bitrix24";

    /// <summary>Why one was disabled by itself: the receiver answered 410.</summary>
    public const string Gone = "gone";

    /// <summary>Subscriptions that there may be, of all kinds.</summary>
    public const int CountMax = 200;
}
