using RatingGrains.Kernel;
using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

public sealed class When_the_customer_rates_later
{
    [Fact]
    public void the_request_stays_outstanding() => Conversation.Asked(LiveChat)
        .When(TapsLater())
        .Then(new RatingPostponed(Noon))
        .AndOutcome(MessageOutcome.Later)
        .AndRequest(RequestState.Later)
        .AndStatus(ConversationStatus.Closing)
        .AndHistory(new HistoryEntry(Noon, "customer-42", HistoryKind.Request, HistoryWhat.Later))
        .After(Window - Moment)
        .When(Taps(Like))
        .AndOutcome(MessageOutcome.Rated)
        .AndRequest(RequestState.Answered);

    [Fact]
    public void the_deadline_does_not_move() => Conversation.Asked(LiveChat)
        .After(Minute).When(TapsLater())
        .And(s => s.Request.Asked!.Deadline, Noon + Window);

    [Fact]
    public void a_second_later_changes_nothing() => Conversation.Asked(LiveChat)
        .Given(TapsLater())
        .When(TapsLater()).ThenNothingChanges().AndOutcome(MessageOutcome.Later)
        .When(PostponesByLink()).ThenNothingChanges();

    [Fact]
    public void it_is_withdrawn_like_any_other_when_the_customer_writes_on() => Conversation.Asked(LiveChat)
        .Given(TapsLater())
        .When(Types("One more question"))
        .AndRequest(RequestState.Withdrawn, RequestReason.CustomerWroteOn);

    [Fact]
    public void it_can_be_said_by_link() => Conversation.Asked().When(PostponesByLink()).AndRequest(RequestState.Later);

    [Fact]
    public void nothing_can_be_put_off_that_was_not_asked()
    {
        Conversation.Held().When(PostponesByLink()).ThenRefused(Rejection.RatingNotExpected);
        Conversation.Held(LiveChat).When(TapsLater()).AndOutcome(MessageOutcome.NotExpected).AndRequest(RequestState.None);
    }

    [Fact]
    public void nothing_can_be_put_off_that_was_answered()
    {
        Conversation.Asked().Given(Types("1")).When(PostponesByLink()).ThenRefused(Rejection.RatingNotExpected);
        Conversation.Asked(LiveChat).Given(Taps(Like)).When(TapsLater()).AndOutcome(MessageOutcome.NotExpected)
            .AndRequest(RequestState.Answered);
    }

    [Fact]
    public void after_the_deadline_it_is_too_late_for_that()
    {
        Conversation.Asked().Given(Finishes(Anna)).After(Window)
            .When(PostponesByLink())
            .ThenRefused(Rejection.RatingOver, new RequestExpired(Noon + Window));
        Conversation.Asked(LiveChat).After(Window)
            .When(TapsLater())
            .AndOutcome(MessageOutcome.TooLate)
            .AndCustomerHears(CustomerEventKind.TooLate, GraphicTexts.TooLate);
    }
}
