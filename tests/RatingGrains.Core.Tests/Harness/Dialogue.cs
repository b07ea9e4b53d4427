using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Harness;

/// <summary>One customer's thread with its conversations <c>c1</c>, <c>c2</c>, …: the least that a shell does.</summary>
internal sealed class Dialogue(ConnectorId connector, ChannelSettings? channel = null)
{
    private readonly ConversationContext _context = new(channel ?? Channel, AllFeatures, Teams.AsUsual);
    private readonly Dictionary<ConversationId, Snapshot<ConversationState>> _conversations = [];
    private Snapshot<ThreadMemory> _memory = Snapshot<ThreadMemory>.New(ThreadMachine.Initial);
    private int _messages;

    public DateTimeOffset Now { get; set; } = Noon;

    public ThreadMemory Memory => _memory.State;

    public ConversationState this[ConversationId id] => _conversations[id].State;

    public int Count => _conversations.Count;

    /// <summary>Every conversation as it is now.</summary>
    public IEnumerable<Snapshot<ConversationState>> Conversations => _conversations.Values;

    /// <summary>Every turn that changed a conversation, in order.</summary>
    public List<(ConversationId Id, Transition<ConversationState, ConversationEvent> Made)> Turns { get; } = [];

    public Dialogue After(TimeSpan span)
    {
        Now += span;
        return this;
    }

    /// <summary>The customer types, under a new message id.</summary>
    public MessageReceipt Types(string text, string? inReplyTo = null, ConversationId? token = null) =>
        Receives(TextMessage(text, $"typed-{++_messages}", inReplyTo, token));

    /// <summary>The customer taps a rating, or with null "later", under a new message id.</summary>
    public MessageReceipt Taps(RatingValue? value, string? inReplyTo = null, ConversationId? token = null) =>
        Receives(Tap(value, $"tap-{++_messages}", inReplyTo, token));

    /// <param name="crash">The conversation has written and the thread has only begun.</param>
    public MessageReceipt Receives(InboundMessage message, bool crash = false)
    {
        var ended = EndWhatIsUnderWay();
        if (ended is { } lost && lost.Message.Id == message.Id && Fingerprint.Of(lost.Message) == Fingerprint.Of(message))
            return lost.Receipt;
        var routing = new Routing(ThreadOn(connector), Memory, message);
        if (routing.Receipt is { } known)
            return known;
        Run(new BeginMessage(message));
        return Route(routing, crash);
    }

    private (InboundMessage Message, MessageReceipt Receipt)? EndWhatIsUnderWay() => Memory.UnderWay is { Message: var message }
        ? (message, Route(new Routing(ThreadOn(connector), Memory, message), crash: false))
        : null;

    private MessageReceipt Route(Routing routing, bool crash)
    {
        while (routing.Next(n => new($"c{n}"), () => _conversations.Count + 1) is var (id, command))
        {
            var made = Run(id, command, routing.CommandId);
            routing.Answered(made.Refusal, (MessageOutcome)made.Outcome);
        }
        if (!crash)
            Run(routing.End);
        return routing.Receipt!.Value;
    }

    /// <summary>As <see cref="Does"/>, and may be refused.</summary>
    public void Tries(ConversationId id, ConversationCommand command) => Run(id, command, null);

    public Dialogue Does(ConversationId id, params ReadOnlySpan<ConversationCommand> commands)
    {
        foreach (var command in commands)
            Assert.Null(Run(id, command, null).Refusal);
        return this;
    }

    /// <summary>Anna answers and finishes; the request goes out under the messenger's name <paramref name="prompt"/>.</summary>
    public Dialogue Asks(ConversationId id, string prompt)
    {
        Does(id, Answers(Anna), Finishes(Anna));
        Delivers(id, prompt);
        return this;
    }

    /// <summary>Closed at once, and not asked.</summary>
    public Dialogue Closes(ConversationId id) => Does(id, Answers(Anna), Finishes(Anna), Finishes(Anna));

    public void Delivers(ConversationId id, string prompt) =>
        Reports(new RememberDelivery(id, MessageId.Parse(prompt), IsRequest: true, Failed: false, null));

    public void Fails(ConversationId id, DateTimeOffset? cannotSendUntil) =>
        Reports(new RememberDelivery(id, null, IsRequest: true, Failed: true, cannotSendUntil));

    private void Reports(RememberDelivery report)
    {
        EndWhatIsUnderWay();
        Run(report);
    }

    private Transition<ConversationState, ConversationEvent> Run(ConversationId id, ConversationCommand command, long? commandId)
    {
        var before = _conversations.GetValueOrDefault(id) ?? Snapshot<ConversationState>.New(ConversationMachine.Initial);
        var made = StateMachine.Run<ConversationMachine, ConversationState, ConversationInput, ConversationEvent>(
            id.Value, before, new(command, _context), Now, commandId);
        if (made.Changed)
        {
            _conversations[id] = made.Next;
            Turns.Add((id, made));
        }
        return made;
    }

    private void Run(ThreadCommand command)
    {
        var made = StateMachine.Run<ThreadMachine, ThreadMemory, ThreadCommand, ThreadEvent>("thread", _memory, command, Now);
        _memory = made.Next;
        foreach (var entry in made.Added)
            Does(((SupersedeConversation)entry.Effect).Conversation, StartsAnother());
    }
}
