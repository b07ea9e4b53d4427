using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Simulation;

/// <summary>A shell as a cluster would be: every actor is written apart, nothing is in memory but what is under way, and
/// what actors tell one another leaves by the outbox, at least once.</summary>
internal sealed partial class Cluster(Chance chance, Weather weather, Clock clock, Witness witness, bool asText)
{
    private long _numbers;

    public ChannelSettings Settings { get; set; } = Channel;

    public Disk<ThreadId, ThreadMemory> Threads { get; } = new(ThreadMachine.Initial, chance, weather, asText);

    public Disk<ConversationId, ConversationState> Conversations { get; } =
        new(ConversationMachine.Initial, chance, weather, asText);

    public Disk<AgentId, AgentState> Agents { get; } = new(AgentMachine.Initial, chance, weather, asText);

    /// <summary>Actors that do something at this moment.</summary>
    public HashSet<object> Taken { get; set; } = [];

    public ReadModel Shown { get; } = new(witness);

    public Phones Phones { get; } = new(chance, weather, witness);

    private DateTimeOffset Now => clock.Now;

    public ThreadId ThreadOf(int customer) => ThreadId.Of(
        customer % 3 == 2 ? LiveChat : Telegram, Web,
        ChatId.Parse($"chat-{customer}"), CustomerId.Parse($"customer-{customer}"));

    public static ConversationId IdOf(ThreadId thread, int ordinal) => new($"{thread.Customer.Value}.{ordinal}");

    /// <summary>What a person does by the API.</summary>
    public IEnumerable<string> Send(ConversationId id, ConversationCommand command, long? commandId)
    {
        Run(id, command, commandId);
        yield return "written";
    }

    /// <summary>Its time has come, or not yet: a timer may run too often.</summary>
    public IEnumerable<string> Wake(ConversationId id)
    {
        Run(id, new Tick(), null);
        yield break;
    }

    public IEnumerable<ConversationId> ConversationsDue => Conversations.Kept
        .Where(c => ConversationMachine.Deadline(c.Value.State) <= Now)
        .Select(c => c.Key);

    public IEnumerable<ThreadId> ThreadsDue => Threads.Kept
        .Where(t => ThreadMachine.Deadline(t.Value.State) <= Now)
        .Select(t => t.Key);

    /// <summary>When time alone will change something; null where all is quiet.</summary>
    public DateTimeOffset? WakeAt => Conversations.Kept.Values
        .Select(StateMachine.WakeAt<ConversationMachine, ConversationState, ConversationInput, ConversationEvent>)
        .Concat(Threads.Kept.Values.Select(StateMachine.WakeAt<ThreadMachine, ThreadMemory, ThreadCommand, ThreadEvent>))
        .Concat(Agents.Kept.Values.Select(StateMachine.WakeAt<AgentMachine, AgentState, AgentCommand, AgentEvent>))
        .Max();

    private Transition<ConversationState, ConversationEvent> Run(
        ConversationId id, ConversationCommand command, long? commandId, EffectId? delivered = null)
    {
        var before = Conversations.Read(id);
        var settled = delivered is { } effect ? Outbox.Remove(before, effect) : before;
        var made = StateMachine.Run<ConversationMachine, ConversationState, ConversationInput, ConversationEvent>(
            id.Value, settled, new(command, new(Settings, AllFeatures, Teams.AsUsual)), Now, commandId);
        if (!ReferenceEquals(made.Next, before))
            Conversations.Write(id, made.Next, () => witness.Took(id, command, commandId, before, made));
        return made;
    }

    private void Run(ThreadId id, ThreadCommand command, EffectId? delivered = null)
    {
        var before = Threads.Read(id);
        var settled = delivered is { } effect ? Outbox.Remove(before, effect) : before;
        var made = StateMachine.Run<ThreadMachine, ThreadMemory, ThreadCommand, ThreadEvent>(
            id.Value, settled, command, Now);
        if (!ReferenceEquals(made.Next, before))
            Threads.Write(id, made.Next, () => witness.Owes(made.Added));
    }

    private void Run(AgentId id, AgentCommand command)
    {
        var before = Agents.Read(id);
        var made = StateMachine.Run<AgentMachine, AgentState, AgentCommand, AgentEvent>(id.Value, before, command, Now);
        if (made.Changed)
            Agents.Write(id, made.Next, () => witness.Owes(made.Added));
    }
}
