using System.Runtime.CompilerServices;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Figures;
using RatingGrains.Ports;
using RatingGrains.Sql.Conversations;
using RatingGrains.Sql.Figures;
using RatingGrains.Sql.Streams;
using RatingGrains.Threads;

namespace RatingGrains.Sql;

/// <summary>The read side over SQL, for every shell.</summary>
/// <param name="behindMax">How long the shell may take to write what was committed; zero where both are one commit.</param>
public sealed class SqlReadSide(IReadConnections connections, IStreamPulses pulses, TimeSpan behindMax) : IReadSide
{
    private const int FollowBatch = 200;

    private readonly ConversationLists _lists = new(connections);
    private readonly ConversationLogs _logs = new(connections);
    private readonly AgentItems _items = new(connections);
    private readonly CustomerEvents _events = new(connections);
    private readonly FigureCells _cells = new(connections);
    private readonly FigureDays _days = new(connections);

    public Task<IReadOnlyList<ListedConversation>> ListAsync(
        ConversationQuery query, ListPosition? after, int limit, CancellationToken cancellationToken) =>
        _lists.ListAsync(query, after, limit, cancellationToken);

    public TimeSpan BehindMax => behindMax;

    public Task<IReadOnlyList<ListedConversation>> ListFromAsync(
        ConversationQuery query, long skip, int limit, CancellationToken cancellationToken) =>
        _lists.ListFromAsync(query, skip, limit, cancellationToken);

    public Task<long> CountAsync(ConversationQuery query, CancellationToken cancellationToken) =>
        _lists.CountAsync(query, cancellationToken);

    public Task<ConversationId?> FindConversationAsync(long number, CancellationToken cancellationToken) =>
        _lists.FindAsync(number, cancellationToken);

    public IAsyncEnumerable<ListedConversation> ExportAsync(ConversationQuery query, CancellationToken cancellationToken) =>
        _lists.ExportAsync(query, cancellationToken);

    public Task<IReadOnlyList<LoggedMessage>> MessagesAsync(
        long conversation, int after, int limit, bool withRatings, CancellationToken cancellationToken) =>
        _logs.MessagesAsync(conversation, after, limit, withRatings, cancellationToken);

    public Task<IReadOnlyList<(long Sequence, HistoryEntry Entry)>> HistoryAsync(
        long conversation, long after, int limit, CancellationToken cancellationToken) =>
        _logs.HistoryAsync(conversation, after, limit, cancellationToken);

    public Task<IReadOnlyList<Notification>> NotificationsAsync(
        AgentId agent, bool unreadOnly, long? before, int limit, CancellationToken cancellationToken) =>
        _items.NotificationsAsync(agent, unreadOnly, before, limit, cancellationToken);

    public Task<CustomerEvent?> FindCustomerEventAsync(ChannelId channel, long id, CancellationToken cancellationToken) =>
        _events.FindAsync(channel, id, cancellationToken);

    public Task<IReadOnlyList<FigureGroup<ChannelId>>> FiguresAsync(
        AgentId agent, Periods periods, CancellationToken cancellationToken) =>
        _cells.OfAgentAsync(agent, periods, cancellationToken);

    public Task<IReadOnlyList<FigureGroup<AgentId?>>> FiguresAsync(
        ChannelId channel, Periods periods, CancellationToken cancellationToken) =>
        _cells.OfChannelAsync(channel, periods, cancellationToken);

    public Task<IReadOnlyList<FigureOfDay>> FiguresAsync(
        AgentId agent, Days days, CancellationToken cancellationToken) =>
        _days.OfAgentAsync(agent, days, cancellationToken);

    public Task<IReadOnlyList<FigureOfDay>> FiguresAsync(
        IReadOnlyCollection<ChannelId> channels, Days days, CancellationToken cancellationToken) =>
        _days.OfChannelsAsync(channels, days, cancellationToken);

    public async IAsyncEnumerable<Notification> FollowAsync(
        AgentId agent, long? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var pulse = pulses.Listen(StreamName.Of(agent));
        var last = after ?? await _items.LastAsync(agent, cancellationToken);
        while (true)
        {
            var beat = pulse.Next;
            var items = await _items.AfterAsync(agent, last, FollowBatch, cancellationToken);
            foreach (var item in items)
            {
                last = item.Sequence;
                yield return item;
            }
            if (items.Count < FollowBatch)
                await beat.WaitAsync(cancellationToken);
        }
    }

    public async IAsyncEnumerable<CustomerEvent> FollowAsync(
        ChannelId channel, ThreadId? thread, long? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var pulse = pulses.Listen(thread is { } only ? StreamName.Of(only) : StreamName.Of(channel));
        var last = after ?? await _events.LastAsync(channel, cancellationToken);
        while (true)
        {
            var beat = pulse.Next;
            var head = await _events.LastAsync(channel, cancellationToken);
            var events = await _events.AfterAsync(channel, thread, last, FollowBatch, cancellationToken);
            foreach (var happened in events)
            {
                last = happened.Sequence;
                yield return happened;
            }
            if (events.Count == FollowBatch)
                continue;
            // What belongs to other threads was looked at once, and is not again.
            last = Math.Max(last, head);
            await beat.WaitAsync(cancellationToken);
        }
    }
}
