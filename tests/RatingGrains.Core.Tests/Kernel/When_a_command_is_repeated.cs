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
    public void the_last_eight_are_known()
    {
        var story = Conversation.New();
        for (var id = 1; id <= Snapshot<ConversationState>.SeenMax + 1; id++)
            story.When(Types("Hello?"), id);

        Assert.Equal(Enumerable.Range(2, Snapshot<ConversationState>.SeenMax), story.Snapshot.Seen.Select(s => (int)s.Id));
    }
}
