using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Threads;

namespace RatingGrains.Harness;

/// <summary>A story of one conversation, with the channel, the plan and the teams as they are at that moment.</summary>
internal sealed class ConversationStory(ConnectorId connector)
    : Story<ConversationStory, ConversationMachine, ConversationState, ConversationInput, ConversationEvent>(First.Value)
{
    private ConversationContext _context = new(Channel, AllFeatures, Teams.AsUsual);

    public ThreadId Thread { get; } = ThreadOn(connector);

    /// <summary>The channel's settings from here on.</summary>
    public ConversationStory With(Func<ChannelSettings, ChannelSettings> change)
    {
        _context = _context with { Channel = change(_context.Channel) };
        return this;
    }

    public ConversationStory WithRating(Func<RatingSettings, RatingSettings> change) =>
        With(c => c with { Rating = change(c.Rating) });

    public ConversationStory WithClosing(Func<ClosingSettings, ClosingSettings> change) =>
        With(c => c with { Closing = change(c.Closing) });

    public ConversationStory WithPlan(bool customerRating = true, bool supervisorRating = true)
    {
        _context = _context with { Features = new(customerRating, supervisorRating) };
        return this;
    }

    /// <summary>The agent changes teams.</summary>
    public ConversationStory WithTeam(AgentId agent, TeamId team)
    {
        var members = ((Teams)_context.Teams).Members.SetItem(agent, team);
        _context = _context with { Teams = new Teams(members) };
        return this;
    }

    /// <summary>The customer writes for the first time.</summary>
    public ConversationStory GivenOpened(DateTimeOffset? cannotSendUntil = null) => Given(Opening(cannotSendUntil));

    public Open Opening(DateTimeOffset? cannotSendUntil = null, string text = "Hello", string id = "m1") =>
        new(First, 17, Thread, TextMessage(text, id), cannotSendUntil);

    public ConversationStory Given(params ReadOnlySpan<ConversationCommand> commands)
    {
        foreach (var command in commands)
            Given(new ConversationInput(command, _context));
        return this;
    }

    public ConversationStory When(ConversationCommand command, long? id = null) =>
        When(new ConversationInput(command, _context), id);

    public ConversationStory AndOutcome(MessageOutcome outcome)
    {
        Assert.Null(Last.Refusal);
        Assert.Equal(outcome, (MessageOutcome)Last.Outcome);
        return this;
    }

    public ConversationStory AndStatus(ConversationStatus status) => And(s => s.Status, status);

    public ConversationStory AndRequest(RequestState state, RequestReason? reason = null) =>
        And(s => s.Request.State, state).And(s => s.Request.Reason, reason);

    public ConversationStory AndRating(RatingValue? value) => And(s => s.CustomerRating?.Value, value);

    /// <summary>As it is logged, if it has words.</summary>
    public ConversationStory AndCustomerHears(CustomerEventKind kind, string text, int? request = null)
    {
        var logged = Last.Added.Select(e => e.Effect).OfType<LogMessage>()
            .SingleOrDefault(log => log.Message.Text == text)?.Message;
        Assert.Equal(text.Length > 0, logged is not null);
        return AndEffects(new TellCustomer(kind, First, Thread, text, request, logged?.Ordinal ?? 0, logged?.Agent));
    }

    /// <summary>Exactly this is news of what was said, in this order.</summary>
    public ConversationStory AndSaid(params (NewsKind Kind, int Ordinal, MessageSource From, string Text)[] expected)
    {
        var news = Last.Added
            .Where(e => ConversationMachine.NewsIn(e.Effect) is NewsKind.MessageAdded or NewsKind.MessageSent)
            .Select(e => ConversationMachine.NewsOf(Last.Next, e)).ToList();
        Assert.Equal(expected, news.Select(n => (n.Kind, n.Message!.Ordinal, n.Message.From, n.Message.Text)));
        Assert.All(news, n => Assert.Equal((First, Thread, n.At), (n.Conversation, n.Thread, n.Message!.At)));
        return this;
    }

    public ConversationStory AndCustomerHearsNothing() => AndNo<TellCustomer>();

    public ConversationStory AndHistory(params HistoryEntry[] entries) =>
        AndEffects([.. entries.Select(e => new RecordHistory(First, e))]);

    /// <summary>Exactly these agents are notified of a rating, in this order.</summary>
    public ConversationStory AndNotified(AgentItemKind kind, params AgentId[] agents)
    {
        var told = Last.Added.Select(e => e.Effect).OfType<TellAgent>().Where(t => t.Item.Kind == kind).Select(t => t.Agent);
        Assert.Equal(agents, told);
        return this;
    }

    protected override ConversationInput Complete(ConversationInput input) =>
        input.Command is Receive { Thread.Value: null } receive
            ? input with { Command = receive with { Thread = Thread } }
            : input;
}
