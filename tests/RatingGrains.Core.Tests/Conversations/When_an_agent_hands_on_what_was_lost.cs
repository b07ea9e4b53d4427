using RatingGrains.Kernel;

namespace RatingGrains.Conversations;

public sealed class When_an_agent_hands_on_what_was_lost
{
    [Fact]
    public void it_is_refused() => Conversation.Held()
        .Given(TransfersTo(Boris))
        .When(new Transfer(Boris, Agent: Anna))
        .ThenRefused(Rejection.HeldByAnother);

    [Fact]
    public void who_holds_it_may() => Conversation.Held()
        .When(new Transfer(Boris, Agent: Anna))
        .And(s => s.Holder, Boris);

    [Fact]
    public void a_supervisor_may_whoever_holds_it() => Conversation.Held()
        .Given(TransfersTo(Boris))
        .When(TransfersTo(Anna))
        .And(s => s.Holder, Anna);
}
