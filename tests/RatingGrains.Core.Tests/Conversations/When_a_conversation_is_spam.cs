using RatingGrains.Kernel;
using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

public sealed class When_a_conversation_is_spam
{
    [Fact]
    public void it_is_spam_at_once_and_the_reason_for_not_asking_is_kept() => Conversation.Held()
        .When(MarksSpam(Anna))
        .Then(new RatingNotRequested(RequestReason.Spam, Noon), new MarkedAsSpam("anna", Noon))
        .AndStatus(ConversationStatus.Spam)
        .AndRequest(RequestState.NotSent, RequestReason.Spam)
        .And(s => s.ClosedAt, Noon)
        .AndCustomerHearsNothing();

    [Fact]
    public void the_reasons_before_it_go_before_it()
    {
        Conversation.Held().WithPlan(customerRating: false)
            .When(MarksSpam(Anna)).AndRequest(RequestState.NotSent, RequestReason.FeatureOff);
        Conversation.Held().With(c => c with { Active = false })
            .When(MarksSpam(Anna)).AndRequest(RequestState.NotSent, RequestReason.ChannelInactive);
    }

    [Fact]
    public void it_goes_before_the_reasons_after_it() => Conversation.Held()
        .WithRating(r => r with { AskCustomer = false })
        .When(MarksSpam(Anna)).AndRequest(RequestState.NotSent, RequestReason.Spam);

    [Fact]
    public void an_outstanding_request_is_withdrawn() => Conversation.Asked()
        .When(MarksSpam(Anna))
        .Then(new RequestWithdrawn(RequestReason.Spam, Noon), new MarkedAsSpam("anna", Noon))
        .AndRequest(RequestState.Withdrawn, RequestReason.Spam);

    [Fact]
    public void one_that_nobody_holds_is_accepted_first() => Conversation.New()
        .When(MarksSpam(Anna)).AndStatus(ConversationStatus.Spam).And(s => s.Holder, Anna);

    [Fact]
    public void only_the_holder_can_say_so() =>
        Conversation.Held().When(MarksSpam(Boris)).ThenRefused(Rejection.HeldByAnother);

    [Fact]
    public void a_supervisor_can_say_so_of_any() => Conversation.Held()
        .When(new MarkSpam(null, "olga")).AndStatus(ConversationStatus.Spam).And(s => s.Holder, Anna);

    [Fact]
    public void a_closed_one_refuses() => Conversation.Asked().Given(Finishes(Anna))
        .When(MarksSpam(Anna)).ThenRefused(Rejection.ConversationClosed);

    [Theory, InlineData("Hello again"), InlineData("1")]
    public void whatever_the_customer_writes_next_is_for_another(string text) => Conversation.Asked()
        .Given(MarksSpam(Anna))
        .When(Types(text)).ThenRefused(Rejection.ConversationClosed);

    [Fact]
    public void it_cannot_be_rated_any_more() => Conversation.Asked(LiveChat)
        .Given(MarksSpam(Anna))
        .When(Taps(Like)).AndOutcome(MessageOutcome.TooLate).AndRating(null)
        .When(RatesByLink(Like)).ThenRefused(Rejection.RatingOver, new RatingCameLate(Like, null, "", Noon));

    [Fact]
    public void it_is_not_among_the_finished_ones_that_are_counted()
    {
        var finished = Conversation.Asked();
        Assert.NotNull(Figures.Standing.Of(finished.State).Finish);

        finished.Given(MarksSpam(Anna));
        Assert.Null(Figures.Standing.Of(finished.State).Finish);
    }
}
