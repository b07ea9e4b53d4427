using System.Security.Cryptography;
using System.Text;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Sql.Webhooks;
using RatingGrains.Threads;
using RatingGrains.Webhooks;

namespace RatingGrains.Embedded.Engine;

/// <summary>Runs turns on actors, one at a time, into the batch at hand. Used by the writer's thread alone.
/// What actors tell one another they tell within the batch, because they live in the same file.</summary>
internal sealed class Turns(
    ActorTables tables, EmbeddedDirectory directory, RatingFeatures features, IReadOnlyList<IMessenger> messengers,
    WebhookStore webhooks, byte[] conversationIdKey, long lastNumber)
{
    private long _lastNumber = lastNumber;

    public Batch Batch { get; } = new();

    /// <summary>The moment that this batch takes place at.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>Counts batches, so that who keeps something for one knows when it is over.</summary>
    public long Round { get; set; }

    public MessageReceipt Receive(ThreadId id, InboundMessage message)
    {
        if (directory.Find(id.Channel) is not { } channel)
            return new(null, MessageOutcome.NotExpected, Rejection.ChannelUnknown);
        var thread = tables.Threads.Get(id.Value);
        var routing = new Routing(id, thread.Snapshot.State, message);
        while (routing.Next(ordinal => IdOf(id, ordinal), () => ++_lastNumber) is var (conversation, command))
        {
            var (refusal, outcome) = Run(conversation, command, channel.Settings, routing.CommandId);
            routing.Answered(refusal, outcome);
        }
        if (routing.Remember is { } remember)
            Run(thread, remember);
        return routing.Receipt!.Value;
    }

    public ConversationReply Send(ConversationId id, ConversationCommand command, long? commandId)
    {
        var actor = tables.Conversations.Get(id.Value);
        if (SettingsOf(actor) is not { } settings)
            return new(actor.Snapshot.State, 0, Rejection.ConversationUnknown);
        var before = actor.Snapshot;
        var (refusal, _) = Run(actor, command, settings, commandId);
        return new(actor.Snapshot.State, actor.Snapshot.Version, refusal, !ReferenceEquals(before, actor.Snapshot));
    }

    public ConversationReply? Find(ConversationId id)
    {
        var snapshot = tables.Conversations.Get(id.Value).Snapshot;
        return snapshot.Version == 0
            ? null
            : new(ConversationMachine.AsOf(snapshot.State, Now), snapshot.Version);
    }

    public ConversationId? FindNewest(ThreadId id) => tables.Threads.Get(id.Value).Snapshot.State.Newest;

    public void Register(AgentId id, AgentProfile profile) => Run(id, new RegisterAgent(id, profile));

    public void MarkRead(AgentId id, long upTo) => Run(id, new MarkRead(id, upTo));

    public ChannelReply Configure(ChannelId id, ChannelSettings settings, long? expectedVersion)
    {
        var actor = tables.Channels.Get(id.Value);
        var turn = StateMachine.Run<ChannelMachine, ChannelState, ConfigureChannel, ChannelConfigured>(
            id.Value, actor.Snapshot, new(id, settings, expectedVersion, actor.Snapshot.Version), Now);
        if (turn.Changed)
        {
            Move(actor, Batch.Channels, turn.Next with { Outbox = [] });
            var version = turn.Next.Version;
            Batch.AfterCommit.Add(() => directory.Set(new ChannelEntry(id, settings, version)));
        }
        return new(turn.Next.Version, turn.Refusal);
    }

    /// <summary>What became of something sent: the thread learns the messenger's name for it, the conversation whether
    /// its request arrived.</summary>
    public void ReportDelivery(DeliveryReport report)
    {
        Run(tables.Threads.Get(report.Thread.Value), new RememberDelivery(
            report.Conversation, report.Message, report.RequestNumber is not null, report.Error is not null,
            report.CannotSendUntil));
        Send(report.Conversation, new SettleDelivery(report.RequestNumber, report.Error, report.CannotSendUntil), null);
    }

    /// <summary>Something was due for this conversation: its deadline, or an effect to be sent.</summary>
    public void Wake(string id)
    {
        var actor = tables.Conversations.Get(id);
        if (ConversationMachine.Deadline(actor.Snapshot.State) <= Now && SettingsOf(actor) is { } settings)
            Run(actor, new Tick(), settings, null);
        if (Outbox.DueAt(actor.Snapshot.Outbox) <= Now)
            Batch.Sending.Add(actor);
    }

    /// <summary>Changes only the outbox of a conversation.</summary>
    public void Replace(Actor<ConversationState> actor, Snapshot<ConversationState> next)
    {
        if (!ReferenceEquals(next, actor.Snapshot))
            Move(actor, Batch.Conversations, next);
    }

    public Actor<ConversationState> Conversation(string id) => tables.Conversations.Get(id);

    /// <summary>Before the commit: what agents were told, each agent in one turn however much it is.</summary>
    public void SettleAgents()
    {
        foreach (var group in Batch.Told.GroupBy(told => told.Agent))
            Run(group.Key, new Tell(group.Key, [.. group.Select(told => told.Item)]));
    }

    private (Rejection? Refusal, MessageOutcome Outcome) Run(
        ConversationId id, ConversationCommand command, ChannelSettings settings, long? commandId) =>
        Run(tables.Conversations.Get(id.Value), command, settings, commandId);

    private (Rejection? Refusal, MessageOutcome Outcome) Run(
        Actor<ConversationState> actor, ConversationCommand command, ChannelSettings settings, long? commandId)
    {
        var input = new ConversationInput(command, new ConversationContext(settings, features, directory));
        var before = actor.Snapshot;
        var turn = StateMachine.Run<ConversationMachine, ConversationState, ConversationInput, ConversationEvent>(
            actor.Id, before, input, Now, commandId);
        if (turn.Changed)
        {
            var outbox = turn.Next.Outbox.RemoveRange(turn.Next.Outbox.Length - turn.Added.Length, turn.Added.Length);
            foreach (var entry in turn.Added)
            {
                if (WriteInBatch(actor, entry, settings))
                {
                    TellOthers(turn.Next, entry);
                    continue;
                }
                outbox = outbox.Add(entry);
                Batch.Sending.Add(actor);
            }
            Move(actor, Batch.Conversations, turn.Next with { Outbox = outbox });
        }
        return (turn.Refusal, (MessageOutcome)turn.Outcome);
    }

    /// <summary>Takes an effect that ends in this file into the batch, so that it is delivered with the commit.</summary>
    /// <returns>False where it has to leave through a messenger, and stays in the outbox until it has.</returns>
    private bool WriteInBatch(Actor<ConversationState> actor, OutboxEntry entry, ChannelSettings settings)
    {
        switch (entry.Effect)
        {
            case LogMessage log:
                Batch.Messages.Add((actor, entry.Id, log.Message));
                return true;
            case RecordHistory record:
                Batch.History.Add((actor, entry.Id, record.Entry));
                return true;
            case TellAgent told:
                Batch.Told.Add(told);
                return true;
            case TellCustomer message:
                if (HasMessenger(message.Thread.Connector, settings))
                    return false;
                Batch.CustomerEvents.Add((message, Now));
                return true;
            default:
                // ShowConversation: the journal shows every conversation that moved.
                return true;
        }
    }

    private void TellOthers(Snapshot<ConversationState> next, OutboxEntry entry)
    {
        if (ConversationMachine.NewsIn(entry.Effect) is not { } kind
            || webhooks.WhoHears(kind, next.State.Thread.Channel) is not { IsEmpty: false } hearing)
            return;
        var news = ConversationMachine.NewsOf(next, entry);
        foreach (var webhook in hearing)
            Batch.News.Add((webhook, DeliveryId.Of(entry.Id), news));
    }

    private bool HasMessenger(ConnectorId connector, ChannelSettings settings)
    {
        foreach (var messenger in messengers)
        {
            if (messenger.Serves(connector, settings))
                return true;
        }
        return false;
    }

    private void Run(Actor<ThreadMemory> actor, ThreadCommand command)
    {
        var turn = StateMachine.Run<ThreadMachine, ThreadMemory, ThreadCommand, ThreadEvent>(
            actor.Id, actor.Snapshot, command, Now);
        if (!turn.Changed)
            return;
        Move(actor, Batch.Threads, turn.Next with { Outbox = [] });
        foreach (var entry in turn.Added)
        {
            if (entry.Effect is SupersedeConversation { Conversation: var former })
                Send(former, new Supersede(), null);
        }
    }

    private void Run(AgentId id, AgentCommand command)
    {
        var actor = tables.Agents.Get(id.Value);
        var turn = StateMachine.Run<AgentMachine, AgentState, AgentCommand, AgentEvent>(
            id.Value, actor.Snapshot, command, Now);
        if (!turn.Changed)
            return;
        Move(actor, Batch.Agents, turn.Next with { Outbox = [] });
        foreach (var entry in turn.Added)
        {
            switch (entry.Effect)
            {
                case ShowAgent shown:
                    Batch.AfterCommit.Add(() => directory.Set(new AgentEntry(shown.Agent, shown.Profile)));
                    break;
                case ShowAgentItems shown:
                    for (var i = 0; i < shown.Items.Length; i++)
                        Batch.AgentItems.Add((id, shown.FirstSequence + i, shown.Items[i]));
                    break;
                case ShowAgentRead read:
                    Batch.AgentsRead.Add(read);
                    break;
            }
        }
    }

    private void Move<TState>(Actor<TState> actor, HashSet<Actor<TState>> moved, Snapshot<TState> next)
    {
        Batch.Moving(actor);
        actor.MoveTo(next);
        moved.Add(actor);
    }

    private ChannelSettings? SettingsOf(Actor<ConversationState> actor) =>
        actor.Snapshot.Version == 0 ? null : directory.Find(actor.Snapshot.State.Thread.Channel)?.Settings;

    /// <summary>The id of a thread's conversation: derived, so that a repeated message opens the same one, and
    /// keyed, so that it reveals nothing of the customer.</summary>
    private ConversationId IdOf(ThreadId thread, int ordinal)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(conversationIdKey, Encoding.UTF8.GetBytes($"{thread.Value}/{ordinal}"), digest);
        return new ConversationId(Convert.ToHexStringLower(digest[..12]));
    }
}
