using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

public sealed class When_a_request_cannot_be_delivered
{
    [Fact]
    public void it_was_not_sent_and_the_reason_is_kept() => Conversation.Asked()
        .When(DeliveryFails(1))
        .Then(new RequestUndelivered("blocked by the user", Noon))
        .AndRequest(RequestState.NotSent, RequestReason.DeliveryFailed)
        .AndHistory(new HistoryEntry(
            Noon, "system", HistoryKind.Request, HistoryWhat.NotSent, Comment: "blocked by the user",
            Reason: RequestReason.DeliveryFailed));

    [Fact]
    public void a_request_that_was_put_off_cannot_be_delivered_again_either() => Conversation.Asked(LiveChat)
        .Given(TapsLater())
        .When(DeliveryFails(1))
        .AndRequest(RequestState.NotSent, RequestReason.DeliveryFailed);

    [Fact]
    public void nobody_can_answer_it()
    {
        Conversation.Asked().Given(DeliveryFails(1)).When(Types("1")).AndOutcome(MessageOutcome.Resumed).AndRating(null);
        Conversation.Asked(LiveChat).Given(DeliveryFails(1)).When(Taps(Like)).AndOutcome(MessageOutcome.NotExpected);
    }

    [Fact]
    public void it_closes_at_its_time() => Conversation.Asked()
        .Given(DeliveryFails(1))
        .After(AfterFinish).When(TimePasses())
        .Then(new ConversationClosed(Noon + AfterFinish))
        .AndRequest(RequestState.NotSent, RequestReason.DeliveryFailed);

    [Fact]
    public void the_next_finish_asks_anew() => Conversation.Asked()
        .Given(DeliveryFails(1), Types("Are you there?"))
        .When(Finishes(Anna))
        .AndRequest(RequestState.Sent)
        .And(s => s.Request.Asked!.Number, 2);

    [Fact]
    public void the_failure_of_an_answer_says_nothing_of_the_request() => Conversation.Asked()
        .When(DeliveryFails(null)).ThenNothingChanges().AndRequest(RequestState.Sent);

    [Fact]
    public void the_failure_of_an_earlier_request_says_nothing_of_this_one() => Conversation.Asked()
        .Given(Types("One more question"), Finishes(Anna))
        .When(DeliveryFails(1)).ThenNothingChanges().AndRequest(RequestState.Sent);

    [Fact]
    public void a_failure_after_the_answer_takes_nothing_back() => Conversation.Asked()
        .Given(Types("1"))
        .When(DeliveryFails(1)).ThenNothingChanges().AndRating(Like);

    [Fact]
    public void if_it_arrives_in_the_end_its_window_begins_then() => Conversation.Asked()
        .Given(DeliveryFails(1), Finishes(Anna))
        .After(TimeSpan.FromDays(3))
        .When(DeliverySucceeds(1))
        .Then(new RequestDelivered(Noon + TimeSpan.FromDays(3) + Window, Noon + TimeSpan.FromDays(3)))
        .AndRequest(RequestState.Sent)
        .AndStatus(ConversationStatus.Closed)
        .After(Window - Moment)
        .When(Types("1"))
        .AndRating(Like);

    [Fact]
    public void if_it_arrives_when_the_conversation_has_resumed_it_stays_not_sent() => Conversation.Asked()
        .Given(DeliveryFails(1), Types("Are you there?"))
        .When(DeliverySucceeds(1)).ThenNothingChanges()
        .AndRequest(RequestState.NotSent, RequestReason.DeliveryFailed);

    [Fact]
    public void if_it_arrives_when_the_customer_has_started_another_it_cannot_be_answered() => Conversation.AskedForEver()
        .Given(DeliveryFails(1), Finishes(Anna))
        .When(StartsAnother())
        .AndRequest(RequestState.NotSent, RequestReason.DeliveryFailed)
        .When(DeliverySucceeds(1)).ThenNothingChanges()
        .AndRequest(RequestState.NotSent, RequestReason.DeliveryFailed);

    [Fact]
    public void a_delivery_that_is_reported_twice_changes_nothing() => Conversation.Asked()
        .When(DeliverySucceeds(1)).ThenNothingChanges()
        .Given(DeliveryFails(1))
        .When(DeliveryFails(1)).ThenNothingChanges();
}
