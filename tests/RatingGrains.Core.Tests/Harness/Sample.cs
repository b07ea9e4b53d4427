using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Threads;

namespace RatingGrains.Harness;

/// <summary>The people, the channel and the times that the specifications tell of.</summary>
internal static class Sample
{
    /// <summary>A Monday. Everything that is given happens at this moment unless the story says otherwise.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The shortest time that the core can tell apart.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Window = TimeSpan.FromDays(1);
    public static readonly TimeSpan AfterFinish = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan AfterSilence = TimeSpan.FromHours(4);

    public static readonly AgentId Anna = new("anna");
    public static readonly AgentId Boris = new("boris");

    /// <summary>Works elsewhere: the channel does not list her.</summary>
    public static readonly AgentId Clara = new("clara");

    public static readonly TeamId Support = new("support");
    public static readonly TeamId Sales = new("sales");

    public static readonly ConnectorId LiveChat = Connectors.LiveChat;
    public static readonly ConnectorId Telegram = Connectors.Telegram;
    public static readonly ChannelId Web = new("web");
    public static readonly ConversationId First = new("c1");
    public static readonly ConversationId Second = new("c2");

    public static readonly RatingTexts GraphicTexts = new("Please rate us.", "Glad!", "Sorry!", "Over, sorry.");
    public static readonly RatingTexts TypedTexts =
        new("Type 1 for good or 0 for bad.", "Thank you!", "We are sorry.", "Too late, sorry.");

    /// <summary>The defaults, with a window of one day.</summary>
    public static readonly ChannelSettings Channel = new(
        "Website", Active: true, "en", [Anna, Boris], AgentsSeeRatings: true,
        new RatingSettings(
            AskCustomer: true, AllowDuringConversation: true, CloseOnRating: false, Window, GraphicTexts, TypedTexts,
            AcceptTrailingComment: false),
        new ClosingSettings(AfterFinish, AfterSilence), Telegram: null, Origins: []);

    public static readonly RatingFeatures AllFeatures = new(CustomerRating: true, SupervisorRating: true);

    /// <summary>Anna alone, as an attribution: she is of the support team.</summary>
    public static readonly Attribution AnnaAlone = new(Anna, Support, [Anna]);

    public static ThreadId ThreadOn(ConnectorId connector) =>
        ThreadId.Of(connector, Web, ChatId.Parse("chat-7"), CustomerId.Parse("customer-42"));

    public static InboundMessage TextMessage(
        string text, string id = "m1", string? inReplyTo = null, ConversationId? token = null) =>
        Said(new TextContent(text), id, inReplyTo, token);

    public static InboundMessage Tap(
        RatingValue? value, string id = "m1", string? inReplyTo = null, ConversationId? token = null) =>
        Said(new RatingContent(value), id, inReplyTo, token);

    private static InboundMessage Said(
        MessageContent content, string id, string? inReplyTo, ConversationId? token) =>
        new(MessageId.Parse(id), "Ann", content, inReplyTo is null ? null : MessageId.Parse(inReplyTo), token);
}

/// <summary>Who is in which team; people change teams while a story goes on.</summary>
internal sealed record Teams(ImmutableDictionary<AgentId, TeamId> Members) : ITeams
{
    public static Teams AsUsual { get; } = new(
        ImmutableDictionary<AgentId, TeamId>.Empty.Add(Anna, Support).Add(Boris, Sales));

    public TeamId? TeamOf(AgentId agent) => Members.TryGetValue(agent, out var team) ? team : null;
}
