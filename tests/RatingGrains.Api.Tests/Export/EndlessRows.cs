using System.Runtime.CompilerServices;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Figures;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Export;

/// <summary>A read side that has rows without end, until its store fails.</summary>
internal sealed class EndlessRows : IReadSide
{
    private volatile bool _failed;

    public void Fail() => _failed = true;

    public async IAsyncEnumerable<ListedConversation> ExportAsync(
        ConversationQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!_failed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Rows.Full;
        }
        await Task.FromException(new StoreUnavailableException("Gone."));
    }

    public Task<IReadOnlyList<ListedConversation>> ListAsync(
        ConversationQuery query, ListPosition? after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public TimeSpan BehindMax => TimeSpan.Zero;

    public Task<IReadOnlyList<ListedConversation>> ListFromAsync(
        ConversationQuery query, long skip, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<long> CountAsync(ConversationQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ConversationId?> FindConversationAsync(long number, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<LoggedMessage>> MessagesAsync(
        long conversation, int after, int limit, bool withRatings, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<(long Sequence, HistoryEntry Entry)>> HistoryAsync(
        long conversation, long after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Notification>> NotificationsAsync(
        AgentId agent, bool unreadOnly, long? before, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<Notification> FollowAsync(
        AgentId agent, long? after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<CustomerEvent> FollowAsync(
        ChannelId channel, ThreadId? thread, long? after, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<CustomerEvent?> FindCustomerEventAsync(
        ChannelId channel, long id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<FigureGroup<ChannelId>>> FiguresAsync(
        AgentId agent, Periods periods, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<FigureGroup<AgentId?>>> FiguresAsync(
        ChannelId channel, Periods periods, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<FigureOfDay>> FiguresAsync(
        AgentId agent, Days days, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<FigureOfDay>> FiguresAsync(
        IReadOnlyCollection<ChannelId> channels, Days days, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
