using System.Collections.Immutable;
using RatingGrains.Conversations;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Kernel;

public sealed class When_a_command_is_repeated
{
    [Fact]
    public void nothing_changes_and_no_effect_leaves() => Conversation.Asked()
        .When(RatesByLink(Like), id: 7)
        .AndRating(Like)
        .When(RatesByLink(Like), id: 7)
        .ThenNothingChanges()
        .AndNo<Effect>();

    [Fact]
    public void it_is_answered_as_it_was_the_first_time() => Conversation.Asked(LiveChat)
        .When(Taps(Like), id: 7)
        .AndOutcome(Threads.MessageOutcome.Rated)
        .Given(RatesByLink(Dislike))
        .When(Taps(Like), id: 7)
        .ThenNothingChanges()
        .AndOutcome(Threads.MessageOutcome.Rated)
        .AndRating(Dislike);

    [Fact]
    public void a_refusal_that_was_noted_stays_a_refusal() => Conversation.Asked()
        .After(Window)
        .When(RatesByLink(Like), id: 7)
        .And(s => s.Uncounted, 1)
        .When(RatesByLink(Like), id: 7)
        .ThenRefused(Rejection.RatingOver)
        .And(s => s.Uncounted, 1);

    [Fact]
    public void another_id_is_another_command() => Conversation.Asked(LiveChat)
        .When(Taps(Like), id: 7)
        .When(Taps(Dislike), id: 8)
        .AndRating(Dislike);

    [Fact]
    public void the_last_eight_are_known_however_long_ago()
    {
        var story = Conversation.Held();
        for (var id = 1; id <= Snapshot<ConversationState>.SeenMin + 1; id++)
            story.After(2 * Snapshot<ConversationState>.SeenFor).When(Reviews(1 + id % 5), id);

        Assert.Equal(Enumerable.Range(2, Snapshot<ConversationState>.SeenMin), Known(story));
    }

    [Fact]
    public void all_of_the_last_day_are_known()
    {
        var story = Conversation.Held();
        for (var id = 1; id <= 20; id++)
            story.When(Answers(Anna), id);

        story.After(Snapshot<ConversationState>.SeenFor).When(Answers(Anna), id: 1).ThenNothingChanges();
        story.When(Answers(Anna), id: 21);
        Assert.Equal(Enumerable.Range(1, 21), Known(story));
        story.After(Moment).When(Answers(Anna), id: 22);
        Assert.Equal(Enumerable.Range(15, 8), Known(story));
    }

    [Fact]
    public void a_flood_is_remembered_up_to_a_limit()
    {
        var story = Conversation.Held();
        for (var id = 1; id <= Snapshot<ConversationState>.SeenMax + 1; id++)
            story.When(Answers(Anna), id);

        Assert.Equal(Enumerable.Range(2, Snapshot<ConversationState>.SeenMax), Known(story));
    }

    [Fact]
    public void what_an_older_version_remembered_without_a_time_goes_first()
    {
        ImmutableArray<SeenCommand> old = [.. Enumerable.Range(1, 8).Select(id => new SeenCommand(id, 0))];
        var snapshot = Conversation.Held().Snapshot with { Seen = old };

        var next = StateMachine.Run<ConversationMachine, ConversationState, ConversationInput, ConversationEvent>(
            "c1", snapshot, new(Answers(Anna), new(Channel, AllFeatures, Teams.AsUsual)), Noon, commandId: 9).Next;
        Assert.Equal(Enumerable.Range(2, 8), next.Seen.Select(s => (int)s.Id));
    }

    [Fact]
    public void a_message_is_known_until_the_next_one_whatever_comes_meanwhile()
    {
        var story = Conversation.Held().When(Types("Hello?"), id: 7);
        for (var id = 100; id <= 100 + Snapshot<ConversationState>.SeenMax; id++)
            story.After(TimeSpan.FromDays(1)).When(Reviews(1 + id % 5), id);

        story.When(Types("Hello?"), id: 7)
            .ThenNothingChanges()
            .AndOutcome(Threads.MessageOutcome.Appended)
            .When(Types("Anybody?"), id: 8)
            .When(Types("Hello?"), id: 7);
        Assert.NotEmpty(story.Last.Events);
    }

    [Fact]
    public void a_message_for_another_conversation_does_not_take_its_place() => Conversation.Asked()
        .When(Types("Hello?"), id: 7)
        .Given(Finishes(Anna))
        .After(AfterFinish)
        .When(Types("A new question", inNewest: false), id: 8)
        .ThenRefused(Rejection.ConversationClosed, new ConversationClosed(Noon + AfterFinish))
        .When(Types("Hello?"), id: 7)
        .ThenNothingChanges();

    private static IEnumerable<int> Known(ConversationStory story) => story.Snapshot.Seen.Select(s => (int)s.Id);
}
