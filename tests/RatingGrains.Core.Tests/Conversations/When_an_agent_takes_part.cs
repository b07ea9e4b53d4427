using RatingGrains.Agents;
using RatingGrains.Kernel;

namespace RatingGrains.Conversations;

/// <summary>Opening, accepting, answering and transferring.</summary>
public sealed class When_an_agent_takes_part
{
    [Fact]
    public void nothing_can_be_done_before_the_first_message() =>
        Conversation.On(Telegram).When(Accepts(Anna)).ThenRefused(Rejection.ConversationUnknown);

    [Fact]
    public void opening_again_by_the_same_message_changes_nothing()
    {
        var story = Conversation.New();
        story.When(story.Opening()).ThenNothingChanges();
        story.When(story.Opening(id: "another")).ThenRefused(Rejection.ConversationClosed);
    }

    [Fact]
    public void who_accepts_holds_it() => Conversation.New()
        .After(Minute)
        .When(Accepts(Anna))
        .Then(new AgentAccepted(Anna, Support, Noon + Minute))
        .AndStatus(ConversationStatus.Accepted)
        .And(s => s.Team, Support)
        .And(s => s.AcceptedAt, Noon + Minute);

    [Fact]
    public void accepting_what_one_holds_changes_nothing() =>
        Conversation.Held().When(Accepts(Anna)).ThenNothingChanges();

    [Fact]
    public void accepting_what_another_holds_is_refused() =>
        Conversation.Held().When(Accepts(Boris)).ThenRefused(Rejection.HeldByAnother);

    [Fact]
    public void an_agent_that_the_channel_does_not_list_takes_no_part()
    {
        Conversation.New().When(Accepts(Clara)).ThenRefused(Rejection.AgentNotInChannel);
        Conversation.New().When(Answers(Clara)).ThenRefused(Rejection.AgentNotInChannel);
        Conversation.Held().When(TransfersTo(Clara)).ThenRefused(Rejection.AgentNotInChannel);
    }

    [Fact]
    public void an_answer_goes_to_the_customer_and_accepts_first() => Conversation.New()
        .When(Answers(Anna, "Hello Ann"))
        .Then(new AgentAccepted(Anna, Support, Noon), new AgentAnswered(Anna, "Hello Ann", Noon + AfterSilence, Noon))
        .AndStatus(ConversationStatus.WaitingForCustomer)
        .AndCustomerHears(CustomerEventKind.Answer, "Hello Ann")
        .And(s => s.FirstReplyAt, Noon);

    [Fact]
    public void an_answer_that_was_said_elsewhere_is_not_said_again() => Conversation.Held()
        .When(new Answer(Anna, "Hello Ann", Said: true))
        .Then(new AgentAnswered(Anna, "Hello Ann", Noon + AfterSilence, Noon, Said: true))
        .AndCustomerHearsNothing();

    [Fact]
    public void the_first_reply_is_the_first() => Conversation.Held()
        .After(Minute).When(Answers(Anna)).And(s => s.FirstReplyAt, Noon);

    [Fact]
    public void only_the_holder_answers() =>
        Conversation.Held().When(Answers(Boris)).ThenRefused(Rejection.HeldByAnother);

    [Fact]
    public void the_customers_answer_is_the_agents_turn() =>
        Conversation.Held().When(Types("Yes please")).AndStatus(ConversationStatus.WaitingForAgent);

    [Fact]
    public void a_message_that_nobody_has_taken_up_leaves_it_new() =>
        Conversation.New().When(Types("Hello?")).AndStatus(ConversationStatus.New);

    [Fact]
    public void a_transfer_hands_it_over_and_both_see_it() => Conversation.Held()
        .When(TransfersTo(Boris))
        .Then(new Transferred(Anna, Boris, Sales, Noon))
        .And(s => s.Holder, Boris)
        .And(s => s.Team, Sales)
        .AndStatus(ConversationStatus.WaitingForCustomer)
        .AndNotified(AgentItemKind.Conversation, Boris, Anna);

    [Fact]
    public void a_transfer_to_the_holder_changes_nothing() =>
        Conversation.Held().When(TransfersTo(Anna)).ThenNothingChanges();

    [Fact]
    public void an_unassigned_one_can_be_transferred() =>
        Conversation.New().When(TransfersTo(Boris)).AndStatus(ConversationStatus.Accepted).And(s => s.Holder, Boris);

    [Fact]
    public void a_closed_conversation_refuses_all_of_it()
    {
        var closed = Conversation.Asked().Given(Finishes(Anna));
        closed.When(Accepts(Anna)).ThenRefused(Rejection.ConversationClosed);
        closed.When(Answers(Anna)).ThenRefused(Rejection.ConversationClosed);
        closed.When(TransfersTo(Boris)).ThenRefused(Rejection.ConversationClosed);
    }

    [Fact]
    public void a_new_name_of_the_customer_is_taken_over_and_no_name_is_not() => Conversation.Held()
        .When(new Receive(default, TextMessage("Hi") with { CustomerName = "Ann Lee" }, IsNewest: true))
        .And(s => s.CustomerName, "Ann Lee")
        .When(new Receive(default, TextMessage("Hi") with { CustomerName = null }, IsNewest: true))
        .And(s => s.CustomerName, "Ann Lee");
}
