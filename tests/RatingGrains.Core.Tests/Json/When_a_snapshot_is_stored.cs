using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Completeness;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Json;

public sealed class When_a_snapshot_is_stored
{
    private static readonly ConversationContext Usual = new(Channel, AllFeatures, Teams.AsUsual);

    [Fact]
    public void a_conversation_reads_back_whole_whatever_state_it_is_in()
    {
        foreach (var (name, story) in Situations.All(Telegram).Concat(Situations.All(LiveChat)).Where(s => s.Story.Snapshot.Version > 0))
        {
            var read = Stored.Again(story.Snapshot);

            Assert.Equal((name, Printed.Of(story.Snapshot)), (name, Printed.Of(read)));
            Assert.Equal((name, Stored.Write(story.Snapshot)), (name, Stored.Write(read)));
        }
    }

    [Fact]
    public void it_decides_afterwards_as_it_would_have_decided_before()
    {
        foreach (var (name, story) in Situations.All(Telegram).Where(s => s.Story.Snapshot.Version > 0))
        {
            var read = Stored.Again(story.Snapshot);
            foreach (var command in Commands.All(story.Thread))
                Assert.Equal((name, Decided(story.Snapshot, command)), (name, Decided(read, command)));
        }
    }

    [Fact]
    public void what_is_the_first_of_its_kind_is_not_mistaken_for_nothing()
    {
        var rated = Stored.Again(Conversation.Asked().Given(RatesByLink(Like)).Snapshot).State;
        Assert.Equal(Like, rated.CustomerRating!.Value);

        var unasked = Conversation.Held().WithPlan(customerRating: false).Given(Finishes(Anna));
        Assert.Equal(RequestReason.FeatureOff, Stored.Again(unasked.Snapshot).State.Request.Reason);

        var refused = Snapshot<ConversationState>.New(rated) with { Seen = [new(7, 0, Rejection.FeatureOff)] };
        Assert.Equal(Rejection.FeatureOff, Stored.Again(refused).Seen[0].Refusal);

        var history = new OutboxEntry(
            new("conversation", "c1", 1, 0),
            new RecordHistory(First, new(Noon, "olga", HistoryKind.Customer, HistoryWhat.Given, Like)), 0, Noon);
        Assert.Equal(history, Stored.Again(history));
    }

    [Fact]
    public void a_thread_reads_back_whole()
    {
        var dialogue = new Dialogue(Telegram);
        dialogue.Types("Hello");
        dialogue.Asks(First, "p1").Fails(First, Noon.AddDays(1));

        Holds(new Snapshot<ThreadMemory>(9, dialogue.Memory, [], []));

        dialogue.Receives(TextMessage("Anybody there?", "lost"), crash: true);
        Assert.NotNull(dialogue.Memory.UnderWay);
        Holds(new Snapshot<ThreadMemory>(9, dialogue.Memory, [], []));
    }

    [Fact]
    public void what_was_taken_is_known_afterwards()
    {
        var story = Conversation.Held().When(Answers(Anna), id: 7).When(Types("Hello"), id: 8);
        var read = Stored.Again(story.Snapshot);

        Assert.Equal<SeenCommand>([new SeenCommand(7, 0, null, Noon)], read.Seen);
        Assert.Equal(new SeenCommand(8, (int)MessageOutcome.Appended, null, Noon), read.InTurn);
    }

    [Fact]
    public void an_agent_reads_back_whole() => Holds(new Snapshot<AgentState>(3, new(new("Anna", Support), 12, 7), [], []));

    [Fact]
    public void a_channel_reads_back_whole()
    {
        var full = Channel with
        {
            Active = false,
            Telegram = new("sealed-1", "sealed-2"),
            Origins = ["https://shop.example"],
            Closing = new(TimeSpan.Zero, null),
        };
        Holds(new Snapshot<ChannelState>(2, new(full), [], []));
        Holds(new Snapshot<ChannelState>(1, new(Channel with { Agents = [], Rating = Channel.Rating with { Window = null } }), [], []));
    }

    [Fact]
    public void every_effect_reads_back_whole()
    {
        Effect[] effects =
        [
            new ShowConversation(First), new LogMessage(First, new(1, MessageSource.Agent, Anna, "Hi", Noon)),
            new RecordHistory(First, new(Noon, "olga", HistoryKind.Supervisor, HistoryWhat.Changed, Dislike, 3, "c", RequestReason.Spam)),
            new Announce(new(
                NewsKind.RatingChanged, Noon, First, 17, ThreadOn(Telegram), ConversationStatus.Closed, Anna, Support, 4, AnnaAlone, "olga",
                Like, Dislike, 3, 2, "c", RequestReason.Spam, Noon + Window,
                new(3, MessageSource.System, null, "Hi", Noon, true))),
            new TellCustomer(CustomerEventKind.Answer, First, ThreadOn(Telegram), "Hi", 2, 3, Anna),
            new TellAgent(Anna, new(AgentItemKind.SupervisorRating, First, 17, 4, Noon, Like, 1, "c", "olga", ConversationStatus.Spam)),
            new SupersedeConversation(First), new ShowAgent(Anna, new("Anna", Support)),
            new ShowAgentItems(Anna, 3, [new(AgentItemKind.Conversation, First, 17, 4, Noon)]), new ShowAgentRead(Anna, 3, Noon),
            new ShowChannel(Web, Channel),
        ];

        var kinds = typeof(Effect).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Effect)));
        Assert.Equal(kinds.Select(t => t.Name).Order(), effects.Select(e => e.GetType().Name).Order());
        foreach (var effect in effects)
            Holds(new OutboxEntry(new("conversation", "c1", 3, 0), effect, 2, Noon + Moment));
    }

    [Fact]
    public void every_message_reads_back_whole()
    {
        Holds(TextMessage("Hello \u2028 \"quoted\" 👍", inReplyTo: "p1"));
        Holds(Tap(Like, token: First));
        Holds(Tap(null));
    }

    [Fact]
    public void a_moment_is_kept_to_the_millisecond_and_whatever_its_offset()
    {
        var moment = (Noon + Moment).ToOffset(TimeSpan.FromHours(5.5));
        var entry = new OutboxEntry(new("conversation", "c1", 3, 0), new ShowConversation(First), 0, moment);
        Assert.Equal(moment, Stored.Again(entry).DueAt);
    }

    private static void Holds<T>(T value) => Assert.Equal(Printed.Of(value), Printed.Of(Stored.Again(value)));

    private static string Decided(Snapshot<ConversationState> snapshot, ConversationCommand command)
    {
        var made = StateMachine.Run<ConversationMachine, ConversationState, ConversationInput, ConversationEvent>(
            First.Value, snapshot, new(command, Usual), Noon + Minute);
        return Printed.Of(made.Refusal) + Printed.Lines(made.Events) + Printed.Lines(made.Added);
    }
}
