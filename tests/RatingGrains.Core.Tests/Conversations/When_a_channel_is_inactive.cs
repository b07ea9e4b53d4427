using RatingGrains.Kernel;
using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

public sealed class When_a_channel_is_inactive
{
    [Fact]
    public void it_opens_nothing()
    {
        var story = Conversation.On(Telegram).With(c => c with { Active = false });
        story.When(story.Opening()).ThenRefused(Rejection.ChannelInactive);
        Assert.Equal(0, story.Snapshot.Version);
    }

    [Fact]
    public void it_goes_on_with_what_is_open() => Inactive(Conversation.New())
        .When(Accepts(Anna)).AndStatus(ConversationStatus.Accepted)
        .When(Answers(Anna)).AndStatus(ConversationStatus.WaitingForCustomer)
        .When(Types("Thanks")).AndStatus(ConversationStatus.WaitingForAgent)
        .When(TransfersTo(Boris)).And(s => s.Holder, Boris);

    [Fact]
    public void it_takes_ratings() =>
        Inactive(Conversation.Asked()).When(Types("1")).AndOutcome(MessageOutcome.Rated).AndRating(Like);

    [Fact]
    public void it_takes_ratings_during_a_conversation() =>
        Inactive(Conversation.Held(LiveChat)).When(Taps(Like)).AndOutcome(MessageOutcome.Rated);

    [Fact]
    public void it_asks_for_none() =>
        Inactive(Conversation.Held()).When(Finishes(Anna)).AndRequest(RequestState.NotSent, RequestReason.ChannelInactive);

    private static ConversationStory Inactive(ConversationStory story) => story.With(c => c with { Active = false });
}
