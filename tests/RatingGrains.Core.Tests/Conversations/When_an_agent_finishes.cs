using RatingGrains.Kernel;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

public sealed class When_an_agent_finishes
{
    [Fact]
    public void the_customer_is_asked_and_the_conversation_is_closing() => Conversation.Held()
        .When(Finishes(Anna))
        .Then(
            new Finished("anna", AnnaAlone, Noon),
            new RatingRequested(
                new Asked(1, Noon, Noon + Window, Window, false, false, TypedTexts, AnnaAlone, Message: 3)),
            new ClosingBegan(Noon + AfterFinish))
        .AndStatus(ConversationStatus.Closing)
        .AndRequest(RequestState.Sent)
        .AndHistory(new HistoryEntry(Noon, "anna", HistoryKind.Request, HistoryWhat.Sent));

    [Fact]
    public void a_messenger_gets_the_text_form() => Conversation.Held(Telegram)
        .When(Finishes(Anna))
        .AndCustomerHears(CustomerEventKind.RatingRequest, TypedTexts.Request, request: 1);

    [Theory, InlineData("liveChat"), InlineData("network")]
    public void a_graphic_connector_gets_the_graphic_form(string connector) => Conversation.Held(new(connector))
        .When(Finishes(Anna))
        .AndCustomerHears(CustomerEventKind.RatingRequest, GraphicTexts.Request, request: 1);

    [Fact]
    public void a_request_without_words_still_goes_out_because_its_buttons_are_the_request() => Conversation.Held(LiveChat)
        .WithRating(r => r with { Graphic = GraphicTexts with { Request = "" } })
        .When(Finishes(Anna))
        .AndCustomerHears(CustomerEventKind.RatingRequest, "", request: 1)
        .AndNo<LogMessage>();

    [Fact]
    public void it_is_closed_at_once_where_nothing_is_waited_for() => Conversation.Held()
        .WithClosing(c => c with { AfterFinish = TimeSpan.Zero })
        .When(Finishes(Anna))
        .AndStatus(ConversationStatus.Closed)
        .AndRequest(RequestState.Sent);

    [Fact]
    public void an_unassigned_conversation_is_accepted_first() => Conversation.New()
        .When(Finishes(Anna))
        .And(s => s.Holder, Anna)
        .And(s => s.Finish!.Agent, Anna)
        .AndStatus(ConversationStatus.Closing);

    [Fact]
    public void a_supervisor_can_finish_what_nobody_holds() => Conversation.New()
        .When(SupervisorFinishes())
        .And(s => s.Finish!.Agent, null)
        .AndStatus(ConversationStatus.Closing);

    [Fact]
    public void only_the_holder_can() => Conversation.Held().When(Finishes(Boris)).ThenRefused(Rejection.HeldByAnother);

    [Fact]
    public void an_agent_of_another_channel_cannot_take_it_up() =>
        Conversation.New().When(Finishes(Clara)).ThenRefused(Rejection.AgentNotInChannel);

    [Fact]
    public void a_second_finish_closes_it_and_the_request_can_still_be_answered() => Conversation.Asked()
        .When(Finishes(Anna))
        .Then(new ConversationClosed(Noon))
        .AndRequest(RequestState.Sent)
        .When(Types("1"))
        .AndRating(Like)
        .AndStatus(ConversationStatus.Closed);

    [Fact]
    public void a_repeat_of_the_same_finish_changes_nothing() => Conversation.Held()
        .When(Finishes(Anna), id: 7)
        .AndStatus(ConversationStatus.Closing)
        .When(Finishes(Anna), id: 7)
        .ThenNothingChanges()
        .AndStatus(ConversationStatus.Closing);

    [Fact]
    public void a_closed_conversation_refuses() => Conversation.Asked()
        .Given(Finishes(Anna))
        .When(Finishes(Anna))
        .ThenRefused(Rejection.ConversationClosed);

    [Fact]
    public void after_its_closing_time_it_refuses_although_no_timer_has_run() => Conversation.Asked()
        .After(AfterFinish)
        .When(Finishes(Anna))
        .ThenRefused(Rejection.ConversationClosed, new ConversationClosed(Noon + AfterFinish));
}
