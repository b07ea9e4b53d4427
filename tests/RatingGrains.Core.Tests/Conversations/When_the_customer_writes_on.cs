using RatingGrains.Kernel;
using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

public sealed class When_the_customer_writes_on
{
    [Fact]
    public void during_closing_the_conversation_resumes_and_the_request_is_withdrawn() => Conversation.Asked()
        .When(Types("One more question"))
        .Then(
            new RequestWithdrawn(RequestReason.CustomerWroteOn, Noon),
            new MessageReceived("One more question", "Ann", Waits: true, Noon),
            new Resumed(Noon))
        .AndOutcome(MessageOutcome.Resumed)
        .AndStatus(ConversationStatus.WaitingForAgent)
        .AndRequest(RequestState.Withdrawn, RequestReason.CustomerWroteOn)
        .AndHistory(new HistoryEntry(
            Noon, "system", HistoryKind.Request, HistoryWhat.Withdrawn, Reason: RequestReason.CustomerWroteOn));

    [Fact]
    public void the_next_finish_asks_anew() => Conversation.Asked()
        .Given(Types("One more question"), Answers(Anna))
        .After(Minute)
        .When(Finishes(Anna))
        .AndRequest(RequestState.Sent)
        .And(s => s.Request.Asked!.Number, 2)
        .And(s => s.Request.Asked!.Deadline, Noon + Minute + Window);

    [Fact]
    public void the_next_finish_does_not_ask_who_has_rated() => Conversation.Asked()
        .Given(Types("1"), Types("One more question"))
        .When(Finishes(Anna))
        .AndRequest(RequestState.Answered, RequestReason.AlreadyRated)
        .AndStatus(ConversationStatus.Closed);

    [Fact]
    public void an_expired_request_may_be_asked_anew() => Conversation.Held()
        .WithRating(r => r with { Window = Minute })
        .Given(Finishes(Anna))
        .After(Minute).Given(Types("One more question"))
        .When(Finishes(Anna))
        .AndRequest(RequestState.Sent)
        .And(s => s.Request.Asked!.Number, 2);

    [Fact]
    public void a_digit_is_an_ordinary_message_again() => Conversation.Asked()
        .Given(Types("One more question"))
        .When(Types("1"))
        .AndOutcome(MessageOutcome.Appended)
        .AndRating(null);

    [Fact]
    public void an_answer_to_the_withdrawn_request_does_not_count() => Conversation.Asked(LiveChat)
        .WithRating(r => r with { AllowDuringConversation = false })
        .Given(Types("One more question"))
        .When(Taps(Like))
        .AndOutcome(MessageOutcome.NotExpected)
        .AndRating(null);

    [Fact]
    public void just_before_the_close_it_resumes() => Conversation.Asked()
        .After(AfterFinish - Moment)
        .When(Types("One more question"))
        .AndOutcome(MessageOutcome.Resumed);

    [Fact]
    public void after_the_close_it_is_for_another_conversation() => Conversation.Asked()
        .After(AfterFinish)
        .When(Types("One more question"))
        .ThenRefused(Rejection.ConversationClosed, new ConversationClosed(Noon + AfterFinish))
        .AndRequest(RequestState.Sent);

    [Fact]
    public void an_agents_own_message_only_pushes_the_close_back() => Conversation.Asked()
        .After(Minute)
        .When(Answers(Anna, "By the way…"))
        .Then(
            new AgentAnswered(Anna, "By the way…", null, Noon + Minute),
            new CloseDelayed(Noon + Minute + AfterFinish))
        .AndStatus(ConversationStatus.Closing)
        .AndRequest(RequestState.Sent)
        .And(s => s.Request.Asked!.Deadline, Noon + Window);

    [Fact]
    public void a_message_goes_into_an_older_conversation_only_as_a_rating() => Conversation.Asked()
        .When(Types("One more question", inNewest: false))
        .ThenRefused(Rejection.ConversationClosed);

    [Fact]
    public void a_message_of_another_thread_is_not_for_this_conversation() => Conversation.Asked()
        .When(new Receive(ThreadOn(LiveChat), Tap(Like), IsNewest: true))
        .ThenRefused(Rejection.ConversationUnknown);
}
