using RatingGrains.Agents;
using RatingGrains.Kernel;

namespace RatingGrains.Conversations;

public sealed class When_an_agent_gives_a_conversation_back
{
    [Fact]
    public void nobody_holds_it_and_the_agent_sees_that() => Conversation.Held()
        .When(Releases(Anna))
        .Then(new Released(Anna, Noon))
        .And(s => s.Holder, null)
        .And(s => s.Team, null)
        .AndStatus(ConversationStatus.New)
        .AndNotified(AgentItemKind.Conversation, Anna);

    [Fact]
    public void whoever_is_free_takes_it() => Conversation.Held()
        .Given(Releases(Anna))
        .When(Accepts(Boris))
        .And(s => s.Holder, Boris)
        .AndStatus(ConversationStatus.Accepted);

    [Fact]
    public void who_does_not_hold_it_cannot() =>
        Conversation.Held().When(Releases(Boris)).ThenRefused(Rejection.HeldByAnother);

    [Fact]
    public void a_supervisor_can_whoever_holds_it() => Conversation.Held().When(new Release()).And(s => s.Holder, null);

    [Fact]
    public void what_nobody_holds_stays_as_it_is() => Conversation.New().When(new Release()).ThenNothingChanges();

    [Fact]
    public void what_is_finished_stays_with_who_finished_it() =>
        Conversation.Asked().When(Releases(Anna)).ThenRefused(Rejection.ConversationClosed);
}
