using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Json;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Silo.Cluster;
using RatingGrains.Silo.Delivery;
using RatingGrains.Sql.Webhooks;
using RatingGrains.Threads;

namespace RatingGrains.Silo.Grains;

/// <summary>One conversation: commands in, snapshot kept, effects out by three ways.</summary>
[GrainType("conversation")]
internal sealed class ConversationGrain(
    [PersistentState(GrainRecord.Name, GrainRecord.Storage)] IPersistentState<GrainRecord> record, ActorTools tools,
    OutletTools outlets, SiloDirectory directory, RatingFeatures features, IReadSideWriter readSide, CustomerPost post,
    AgentPost agents, WebhookStore webhooks)
    : ActorGrain<ConversationMachine, ConversationState, ConversationInput, ConversationEvent>(
        record, CoreJson.Default.SnapshotConversationState, tools), IConversationGrain
{
    public async Task<ConversationReply> SendAsync(ConversationCommand command, long commandId, DateTimeOffset at)
    {
        if (Snapshot.Version == 0 || await InputAsync(command, Snapshot.State.Thread) is not { } input)
            return new(Snapshot.State, 0, Rejection.ConversationUnknown);
        var turn = await RunAsync(input, commandId, at);
        return new(Snapshot.State, Snapshot.Version, turn.Refusal, turn.Changed);
    }

    public async Task<MessageReceipt> ReceiveAsync(ConversationCommand command, long commandId, DateTimeOffset at)
    {
        var thread = command is Open open ? open.Thread : ((Receive)command).Thread;
        if (await InputAsync(command, thread) is not { } input)
            return new(null, default, Rejection.ConversationUnknown);
        var turn = await RunAsync(input, commandId, at);
        return new(new ConversationId(Key), (MessageOutcome)turn.Outcome, turn.Refusal);
    }

    public Task<ConversationReply?> FindAsync() => Task.FromResult(Snapshot.Version == 0
        ? null
        : new ConversationReply(ConversationMachine.AsOf(Snapshot.State, Now), Snapshot.Version));

    protected override async Task TickAsync()
    {
        if (await InputAsync(new Tick(), Snapshot.State.Thread) is { } input)
            await RunAsync(input);
    }

    /// <summary>Whether a messenger serves is in the settings.</summary>
    protected override async ValueTask PrepareAsync()
    {
        if (!Snapshot.Outbox.IsEmpty)
            await directory.SettingsAsync(Snapshot.State.Thread.Channel);
    }

    protected override ImmutableArray<Outlet> MakeOutlets() =>
    [
        new(this, outlets, entry => entry.Effect is not TellAgent && !IsPost(entry), ShowAsync),
        new(this, outlets, entry => entry.Effect is TellAgent, TellAsync),
        new(this, outlets, IsPost, PostAsync),
    ];

    protected override bool IsWanted(Effect effect) =>
        effect is not Announce { News: var news } || !webhooks.WhoHears(news.Kind, news.Thread.Channel).IsEmpty;

    private bool IsPost(OutboxEntry entry) => entry.Effect is TellCustomer message && post.Serves(message);

    private async Task ShowAsync(ImmutableArray<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        // A prompt that came to nothing meanwhile would only puzzle who reads the channel's stream.
        var telling = entries.RemoveAll(entry => ConversationMachine.IsMoot(Snapshot.State, entry.Effect));
        await readSide.ShowAsync(Snapshot, telling, cancellationToken);
        Delivered(entries);
    }

    /// <summary>Each agent at once, however much it is told.</summary>
    private Task TellAsync(ImmutableArray<OutboxEntry> entries, CancellationToken cancellationToken) => Task.WhenAll(
        entries.GroupBy(entry => ((TellAgent)entry.Effect).Agent).Select(async told =>
        {
            var items = told.Select(entry => ((TellAgent)entry.Effect).Item).ToImmutableArray();
            await agents.TellAsync(told.Key, items);
            Delivered([.. told]);
        }));

    /// <summary>One at a time, and kept at once: a customer would read twice what is sent twice.</summary>
    private async Task PostAsync(ImmutableArray<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        var (id, message) = (entries[0].Id, (TellCustomer)entries[0].Effect);
        var posted = await post.SendAsync(Snapshot.State, entries[0], message, cancellationToken);
        Snapshot<ConversationState> Settle(Snapshot<ConversationState> snapshot) => posted is { Result: { } failed, IsOver: false }
            ? Outbox.Fail(snapshot, id, failed.Lasting, failed.NotBefore, Now, out _)
            : Outbox.Remove(snapshot, id);
        var settled = new SettleDelivery(message.RequestNumber, posted.Result?.Error, null);
        if (posted is { Result: not null, IsOver: true } && await InputAsync(settled, message.Thread) is { } input)
            await RunAsync(Settle, input);
        else
            await KeepAsync(Settle);
    }

    private async ValueTask<ConversationInput?> InputAsync(ConversationCommand command, ThreadId thread) =>
        await directory.SettingsAsync(thread.Channel) is { } settings
            ? new(command, new ConversationContext(settings, features, directory))
            : null;
}
