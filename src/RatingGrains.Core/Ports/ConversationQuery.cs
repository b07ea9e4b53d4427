using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;

namespace RatingGrains.Ports;

/// <summary>Which conversations: several values of one filter are "or", several filters "and", an empty one is none.</summary>
/// <param name="CustomerRating">Null among them: unrated.</param>
/// <param name="SupervisorRating">1–5; null among them: unrated.</param>
/// <param name="From">Opened at or after.</param>
/// <param name="To">Opened before.</param>
/// <param name="Search">Any part of the customer's name or of the comments, from 3 characters; or a number.</param>
public sealed record ConversationQuery(
    Visibility Visibility,
    ImmutableArray<RatingValue?> CustomerRating,
    ImmutableArray<int?> SupervisorRating,
    ImmutableArray<AgentId> Agents,
    ImmutableArray<TeamId> Teams,
    ImmutableArray<ChannelId> Channels,
    ImmutableArray<ConnectorId> Connectors,
    ImmutableArray<ConversationStatus> Statuses,
    ImmutableArray<RequestReason> Reasons,
    DateTimeOffset? From,
    DateTimeOffset? To,
    string? Search,
    ConversationSort Sort)
{
    public const int SearchMin = 3;

    /// <summary>Only conversations with a number above this one.</summary>
    public long? AboveNumber { get; init; }

    /// <summary>Only conversations with a number below this one.</summary>
    public long? BelowNumber { get; init; }

    public static ConversationQuery All { get; } = new(
        new Visibility.Everything([]), [], [], [], [], [], [], [], [], null, null, null, ConversationSort.NewestOpened);
}

public enum ConversationSort
{
    NewestOpened,
    OldestOpened,

    /// <summary>Those still open come last.</summary>
    NewestClosed,

    /// <summary>Dislikes, likes, unrated; the newest first in each.</summary>
    CustomerRating,

    /// <summary>One star to five, unrated; the newest first in each.</summary>
    SupervisorRating,

    LowestNumber,
    HighestNumber,
}

/// <summary>Which conversations somebody may see at all; part of the query, so that no page is filtered after it was read.</summary>
/// <param name="WithoutRatings">Channels that hide customers' ratings from who asks: there they read as unrated.</param>
public abstract record Visibility(ImmutableArray<ChannelId> WithoutRatings)
{
    public sealed record Everything(ImmutableArray<ChannelId> WithoutRatings) : Visibility(WithoutRatings);

    /// <summary>Those whose agent, or else any participant, is of the team, and unassigned ones of channels that list
    /// an agent of the team.</summary>
    public sealed record OfTeam(
        TeamId Team, ImmutableArray<AgentId> Agents, ImmutableArray<ChannelId> Channels,
        ImmutableArray<ChannelId> WithoutRatings) : Visibility(WithoutRatings);

    /// <summary>Those that the agent took part in.</summary>
    public sealed record OfAgent(AgentId Agent, ImmutableArray<ChannelId> WithoutRatings) : Visibility(WithoutRatings);
}

/// <summary>Where a page ended. <paramref name="Value"/> is the read side's own and opaque to others.</summary>
/// <param name="Number">The last row's number.</param>
public sealed record ListPosition(string Value, long Number);

public sealed record ListedConversation(
    ConversationId Id,
    long Number,
    ChannelId Channel,
    ConnectorId Connector,
    string CustomerId,
    string? CustomerName,
    ConversationStatus Status,
    AgentId? Agent,
    TeamId? Team,
    DateTimeOffset OpenedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? ClosedAt,
    RatingValue? CustomerRating,
    string? CustomerComment,
    int? SupervisorRating,
    string? SupervisorComment,
    RequestState Request,
    RequestReason? Reason)
{
    /// <summary>Where a page that ends with this row ends: which part of the order it is in, and where in that part.</summary>
    public ListPosition PositionIn(ConversationSort sort)
    {
        var (part, value) = sort switch
        {
            ConversationSort.NewestOpened or ConversationSort.OldestOpened => (0, ValueOf(OpenedAt)),
            ConversationSort.NewestClosed => ClosedAt is { } closed ? (0, ValueOf(closed)) : (1, ValueOf(OpenedAt)),
            ConversationSort.CustomerRating => (CustomerRating switch
            {
                RatingValue.Dislike => 0,
                RatingValue.Like => 1,
                _ => 2,
            }, ValueOf(OpenedAt)),
            ConversationSort.SupervisorRating => ((SupervisorRating ?? 6) - 1, ValueOf(OpenedAt)),
            ConversationSort.LowestNumber or ConversationSort.HighestNumber => (0, Number),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new ListPosition($"{part}.{value}", Number);
    }

    private static long ValueOf(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
