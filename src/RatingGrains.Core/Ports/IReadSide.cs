using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Figures;
using RatingGrains.Threads;

namespace RatingGrains.Ports;

/// <summary>What has happened, to be listed, searched, counted and followed. At most a second behind.</summary>
public interface IReadSide
{
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="limit">1–200.</param>
    Task<IReadOnlyList<ListedConversation>> ListAsync(
        ConversationQuery query, ListPosition? after, int limit, CancellationToken cancellationToken);

    /// <summary>A page by how many rows come before it, for those who know no positions. The further it is, the more it
    /// costs.</summary>
    /// <param name="limit">1–200.</param>
    Task<IReadOnlyList<ListedConversation>> ListFromAsync(
        ConversationQuery query, long skip, int limit, CancellationToken cancellationToken);

    /// <summary>Every row of the query, one after the other, in the query's order.</summary>
    IAsyncEnumerable<ListedConversation> ExportAsync(ConversationQuery query, CancellationToken cancellationToken);

    /// <summary>How long a commit may take to show here.</summary>
    TimeSpan BehindMax { get; }

    /// <summary>The conversation with this number; null where none is listed.</summary>
    Task<ConversationId?> FindConversationAsync(long number, CancellationToken cancellationToken);

    /// <summary>How many rows the query has.</summary>
    Task<long> CountAsync(ConversationQuery query, CancellationToken cancellationToken);

    /// <summary>Messages after an ordinal, oldest first.</summary>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="withRatings">False leaves out what says how the customer rated.</param>
    Task<IReadOnlyList<LoggedMessage>> MessagesAsync(
        long conversation, int after, int limit, bool withRatings, CancellationToken cancellationToken);

    /// <summary>History entries after a sequence number, oldest first.</summary>
    /// <param name="conversation">The conversation's number.</param>
    Task<IReadOnlyList<(long Sequence, HistoryEntry Entry)>> HistoryAsync(
        long conversation, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Notifications older than <paramref name="before"/> (a sequence number; null for the newest), newest first.</summary>
    Task<IReadOnlyList<Notification>> NotificationsAsync(
        AgentId agent, bool unreadOnly, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>Follows what an agent is told, from after a sequence number on, or from now where it is null.</summary>
    IAsyncEnumerable<Notification> FollowAsync(AgentId agent, long? after, CancellationToken cancellationToken);

    /// <summary>Follows what customers of a channel are to be told; of one thread only where it is given.</summary>
    IAsyncEnumerable<CustomerEvent> FollowAsync(
        ChannelId channel, ThreadId? thread, long? after, CancellationToken cancellationToken);

    Task<CustomerEvent?> FindCustomerEventAsync(ChannelId channel, long id, CancellationToken cancellationToken);

    /// <summary>The agent's counts by channel.</summary>
    Task<IReadOnlyList<FigureGroup<ChannelId>>> FiguresAsync(
        AgentId agent, Periods periods, CancellationToken cancellationToken);

    /// <summary>The channel's counts by agent; conversations that nobody held are under null.</summary>
    Task<IReadOnlyList<FigureGroup<AgentId?>>> FiguresAsync(
        ChannelId channel, Periods periods, CancellationToken cancellationToken);

    /// <summary>The agent's counts by channel and day; where there is nothing to count, there is no item.</summary>
    Task<IReadOnlyList<FigureOfDay>> FiguresAsync(AgentId agent, Days days, CancellationToken cancellationToken);

    /// <summary>The same of all agents in these channels.</summary>
    Task<IReadOnlyList<FigureOfDay>> FiguresAsync(
        IReadOnlyCollection<ChannelId> channels, Days days, CancellationToken cancellationToken);
}

/// <param name="Today">The three periods are sums of quarters from their first one on.</param>
public sealed record FigureGroup<TKey>(TKey Key, Counts Today, Counts Last7Days, Counts Last30Days, Counts All);

/// <param name="Day">Which one of the days that were asked for, from 0 on.</param>
public sealed record FigureOfDay(ChannelId Channel, int Day, Counts Counts);

/// <summary>What an agent was told, with its number in the agent's sequence.</summary>
/// <param name="ReadAt">Null while unread.</param>
public sealed record Notification(long Sequence, AgentItem Item, DateTimeOffset? ReadAt);

/// <summary>What a connector is to send to a customer, with its number in the channel's stream.</summary>
public sealed record CustomerEvent(
    long Sequence,
    CustomerEventKind Kind,
    ConversationId Conversation,
    ThreadId Thread,
    string Text,
    int? RequestNumber,
    DateTimeOffset At);
