using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>One enquiry, run by the core as a grain would, so that what the stores are shown is what they will be shown.</summary>
internal sealed class Enquiry : ITeams
{
    public static readonly AgentId Anna = new("anna");
    public static readonly AgentId Boris = new("boris");
    public static readonly ChannelId Web = new("web");
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly ConversationContext _context;

    public Enquiry(long number, ChannelId? channel = null, string name = "Ann", DateTimeOffset? at = null)
    {
        _context = new ConversationContext(
            ContractSettings.Defaults, new RatingFeatures(CustomerRating: true, SupervisorRating: true), this);
        Now = at ?? Noon;
        Id = new ConversationId($"c{number}");
        Thread = ThreadId.Of(
            new ConnectorId("telegram"), channel ?? Web,
            ChatId.Parse($"chat-{number}"), CustomerId.Parse($"customer-{number}"));
        Do(new Open(
            Id, number, Thread,
            new InboundMessage(MessageId.Parse("m1"), name, new TextContent("Hello?"), null, null),
            CannotSendUntil: null));
    }

    public ConversationId Id { get; }

    public ThreadId Thread { get; }

    public DateTimeOffset Now { get; set; }

    public Snapshot<ConversationState> Snapshot { get; private set; } =
        Snapshot<ConversationState>.New(ConversationState.Unopened);

    /// <summary>What each turn came to, oldest first.</summary>
    public List<(Snapshot<ConversationState> Snapshot, ImmutableArray<OutboxEntry> Entries)> Turns { get; } = [];

    public ImmutableArray<OutboxEntry> Last => Turns[^1].Entries;

    /// <summary>Accepted, answered and finished, so that the customer is asked.</summary>
    public static Enquiry Asked(long number, AgentId agent, ChannelId? channel = null, string name = "Ann") =>
        new Enquiry(number, channel, name).Do(new Accept(agent)).Do(new Answer(agent, "Can I help?"))
            .Do(new Finish(agent, agent.Value));

    public Enquiry Do(ConversationCommand command)
    {
        Now += TimeSpan.FromSeconds(1);
        var turn = StateMachine.Run<ConversationMachine, ConversationState, ConversationInput, ConversationEvent>(
            Id.Value, Snapshot, new ConversationInput(command, _context), Now);
        Assert.Null(turn.Refusal);
        Snapshot = turn.Next with { Outbox = [] };
        Turns.Add((Snapshot, turn.Added));
        return this;
    }

    public TeamId? TeamOf(AgentId agent) => new TeamId("support");
}
