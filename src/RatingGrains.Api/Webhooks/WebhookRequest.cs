using System.Collections.Immutable;
using RatingGrains.Api.Http;
using RatingGrains.Channels;
using RatingGrains.Webhooks;

namespace RatingGrains.Api.Webhooks;

/// <param name="Events">Names like <c>rating.submitted</c>, patterns like <c>rating.*</c>, or <c>*</c>.</param>
/// <param name="Channels">Only what happens in these; where absent or empty, in all.</param>
/// <param name="Enabled">True where absent.</param>
internal sealed record WebhookRequest(
    string Url,
    ImmutableArray<string> Events,
    ImmutableArray<ChannelId>? Channels,
    string? Description,
    bool? Enabled) : IRequest<WebhookRequest>
{
    private const int TextMax = 2048;
    private const int DescriptionMax = 200;
    private const int EventsMax = 50;
    private const int ChannelsMax = 1_000;

    public static WebhookRequest Read(Fields fields)
    {
        var events = fields["events"].Required().List(EventsMax, ReadEvent);
        if (events is { IsEmpty: true })
            fields.Report("events", "Must not be empty.");
        return new(
            fields["url"].Required().Text(TextMax, min: 1) ?? "",
            [.. (events ?? []).Select(asked => asked.Name ?? "").Distinct(StringComparer.Ordinal)],
            fields["channels"].List(ChannelsMax, static field => field.Id<ChannelId>()),
            fields["description"].Text(DescriptionMax), fields["enabled"].Flag());
    }

    /// <summary>What a request says of it; enabling one that stopped by itself forgets why.</summary>
    public Webhook ApplyTo(Webhook webhook) => webhook with
    {
        Url = Url,
        Events = Events,
        Channels = Channels ?? [],
        Description = Description,
        Enabled = Enabled ?? true,
        Stopped = Enabled ?? true ? null : webhook.Stopped,
    };

    private static Asked? ReadEvent(Field field)
    {
        if (field.Text(TextMax) is not { } name)
            return null;
        if (!EventNames.IsKnown(name))
            field.Report($"Must be one of {EventNames.All}.");
        return new Asked(name);
    }

    private readonly record struct Asked(string Name);
}

/// <param name="KeepFormerFor">How long the secret that was used until now signs as well; a day where absent.</param>
internal sealed record SecretRequest(TimeSpan? KeepFormerFor) : IRequest<SecretRequest>
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private static readonly TimeSpan KeptMax = TimeSpan.FromDays(30);

    public static bool MayBeAbsent => true;

    public static SecretRequest Read(Fields fields)
    {
        var kept = fields["keepFormerFor"].Duration();
        if (kept < TimeSpan.Zero || kept > KeptMax)
            fields.Report("keepFormerFor", "Must be from PT0S to P30D.");
        return new(kept);
    }
}

/// <param name="From">What happened at this moment or later…</param>
/// <param name="To">… and before this one; up to now where absent.</param>
/// <param name="State">Only deliveries that are so now; all where absent.</param>
internal sealed record ReplayRequest(DateTimeOffset From, DateTimeOffset? To, DeliveryState? State) : IRequest<ReplayRequest>
{
    public static ReplayRequest Read(Fields fields)
    {
        var (from, to) = (fields["from"].Required().Time(), fields["to"].Time());
        if (to <= from)
            fields.Report("to", "Must be after from.");
        return new(from ?? default, to, fields["state"].OneOf<DeliveryState>());
    }
}
