using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Figures;
using RatingGrains.Kernel;
using RatingGrains.Silo.Delivery;
using RatingGrains.Silo.Stores;
using RatingGrains.Sql.Webhooks;

namespace RatingGrains.Silo.ReadSide;

/// <summary>Shows what outboxes say, many calls to a transaction. One loop in this order: what one grain says after the
/// other is written in that order, and no two silos take the same locks in different orders.</summary>
internal sealed class ReadSideWriter : IReadSideWriter, IAsyncDisposable
{
    /// <summary>Lists may be a second late, so five of them are a small part of that.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    private readonly IStoreDatabase _database;
    private readonly WebhookStore _webhooks;
    private readonly TimeProvider _time;
    private readonly GroupCommit<Shown> _commits;

    public ReadSideWriter(IStoreDatabase database, WebhookStore webhooks, TimeProvider time)
    {
        (_database, _webhooks, _time) = (database, webhooks, time);
        _commits = new GroupCommit<Shown>("ShowConversations", CommitAsync, pause: Pause);
    }

    public Task ShowAsync(
        Snapshot<ConversationState> shown, ImmutableArray<OutboxEntry> entries, CancellationToken cancellationToken) =>
        _commits.AddAsync(new ShownConversation(shown, entries), cancellationToken);

    public Task ShowAsync(
        AgentId agent, Snapshot<AgentState> shown, ImmutableArray<OutboxEntry> entries,
        CancellationToken cancellationToken) =>
        _commits.AddAsync(new ShownAgent(agent, shown, entries), cancellationToken);

    public Task ShowAsync(ChannelId channel, Snapshot<ChannelState> shown, CancellationToken cancellationToken) =>
        _commits.AddAsync(new ShownChannel(channel, shown), cancellationToken);

    public ValueTask DisposeAsync() => _commits.DisposeAsync();

    // Once begun it is finished: the caller's token ends the waiting only, because others share the transaction.
    private async Task CommitAsync(IReadOnlyList<Shown> calls)
    {
        var batch = ReadBatch.Of(calls, _webhooks);
        await _database.WriteAsync(
            async transaction =>
            {
                var changes = new FigureChanges();
                await DirectoryTables.WriteAsync(transaction, batch, CancellationToken.None);
                await ConversationTable.WriteAsync(transaction, batch.Conversations, changes, CancellationToken.None);
                await LogTable.WriteAsync(transaction, batch.Log, CancellationToken.None);
                await AgentItemTable.WriteAsync(transaction, batch.Items, batch.Reads, CancellationToken.None);
                await CustomerEventTable.WriteAsync(transaction, batch.Events, CancellationToken.None);
                await WebhookTable.WriteAsync(
                    transaction, batch.News, _webhooks, _time.GetUtcNow(), CancellationToken.None);
                await FigureTable.WriteAsync(transaction, changes, CancellationToken.None);
            },
            CancellationToken.None);
    }
}

/// <summary>One call to the writer.</summary>
internal abstract record Shown;

internal sealed record ShownConversation(Snapshot<ConversationState> Snapshot, ImmutableArray<OutboxEntry> Entries) : Shown;

internal sealed record ShownAgent(AgentId Agent, Snapshot<AgentState> Snapshot, ImmutableArray<OutboxEntry> Entries) : Shown;

internal sealed record ShownChannel(ChannelId Channel, Snapshot<ChannelState> Snapshot) : Shown;
