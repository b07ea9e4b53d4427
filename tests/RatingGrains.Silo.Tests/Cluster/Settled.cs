using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Figures;
using RatingGrains.Ports;
using RatingGrains.Silo.Delivery;
using RatingGrains.Threads;

namespace RatingGrains.Cluster;

/// <summary>Waits until the silos have delivered what they owe: the read side may be a second behind, and the contract
/// looks at once.</summary>
internal sealed class Settled(IReadOnlyList<IServiceProvider> silos, IReadSide readSide) : IReadSide
{
    public async Task BecomesAsync()
    {
        await Eventually.BecomesTrue(() =>
        {
            // An effect may go from one silo to the other between two looks; nothing may begin meanwhile.
            var before = Started();
            return Running() == 0 && Running() == 0 && Started() == before;
        }, "all effects are delivered");
    }

    public async Task<IReadOnlyList<ListedConversation>> ListAsync(
        ConversationQuery query, ListPosition? after, int limit, CancellationToken cancellationToken)
    {
        await BecomesAsync();
        return await readSide.ListAsync(query, after, limit, cancellationToken);
    }

    public TimeSpan BehindMax => readSide.BehindMax;

    public async Task<IReadOnlyList<ListedConversation>> ListFromAsync(
        ConversationQuery query, long skip, int limit, CancellationToken cancellationToken)
    {
        await BecomesAsync();
        return await readSide.ListFromAsync(query, skip, limit, cancellationToken);
    }

    public async Task<long> CountAsync(ConversationQuery query, CancellationToken cancellationToken)
    {
        await BecomesAsync();
        return await readSide.CountAsync(query, cancellationToken);
    }

    public async Task<ConversationId?> FindConversationAsync(long number, CancellationToken cancellationToken)
    {
        await BecomesAsync();
        return await readSide.FindConversationAsync(number, cancellationToken);
    }

    public async IAsyncEnumerable<ListedConversation> ExportAsync(
        ConversationQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await BecomesAsync();
        await foreach (var row in readSide.ExportAsync(query, cancellationToken))
            yield return row;
    }

    public async Task<IReadOnlyList<LoggedMessage>> MessagesAsync(
        long conversation, int after, int limit, bool withRatings, CancellationToken cancellationToken)
    {
        await BecomesAsync();
        return await readSide.MessagesAsync(conversation, after, limit, withRatings, cancellationToken);
    }

    public async Task<IReadOnlyList<(long Sequence, HistoryEntry Entry)>> HistoryAsync(
        long conversation, long after, int limit, CancellationToken cancellationToken)
    {
        await BecomesAsync();
        return await readSide.HistoryAsync(conversation, after, limit, cancellationToken);
    }

    public async Task<IReadOnlyList<Notification>> NotificationsAsync(
        AgentId agent, bool unreadOnly, long? before, int limit, CancellationToken cancellationToken)
    {
        await BecomesAsync();
        return await readSide.NotificationsAsync(agent, unreadOnly, before, limit, cancellationToken);
    }

    public IAsyncEnumerable<Notification> FollowAsync(AgentId agent, long? after, CancellationToken cancellationToken) =>
        readSide.FollowAsync(agent, after, cancellationToken);

    public IAsyncEnumerable<CustomerEvent> FollowAsync(
        ChannelId channel, ThreadId? thread, long? after, CancellationToken cancellationToken) =>
        readSide.FollowAsync(channel, thread, after, cancellationToken);

    public async Task<CustomerEvent?> FindCustomerEventAsync(ChannelId channel, long id, CancellationToken cancellationToken)
    {
        await BecomesAsync();
        return await readSide.FindCustomerEventAsync(channel, id, cancellationToken);
    }

    public async Task<IReadOnlyList<FigureGroup<ChannelId>>> FiguresAsync(
        AgentId agent, Periods periods, CancellationToken cancellationToken)
    {
        await BecomesAsync();
        return await readSide.FiguresAsync(agent, periods, cancellationToken);
    }

    public async Task<IReadOnlyList<FigureGroup<AgentId?>>> FiguresAsync(
        ChannelId channel, Periods periods, CancellationToken cancellationToken)
    {
        await BecomesAsync();
        return await readSide.FiguresAsync(channel, periods, cancellationToken);
    }

    public async Task<IReadOnlyList<FigureOfDay>> FiguresAsync(
        AgentId agent, Days days, CancellationToken cancellationToken)
    {
        await BecomesAsync();
        return await readSide.FiguresAsync(agent, days, cancellationToken);
    }

    public async Task<IReadOnlyList<FigureOfDay>> FiguresAsync(
        IReadOnlyCollection<ChannelId> channels, Days days, CancellationToken cancellationToken)
    {
        await BecomesAsync();
        return await readSide.FiguresAsync(channels, days, cancellationToken);
    }

    private long Started() => silos.Sum(silo => silo.GetRequiredService<DeliveryGauge>().Started);

    private long Running() => silos.Sum(silo => silo.GetRequiredService<DeliveryGauge>().Running);
}
