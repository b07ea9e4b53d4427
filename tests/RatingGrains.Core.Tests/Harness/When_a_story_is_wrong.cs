using RatingGrains.Conversations;
using RatingGrains.Kernel;
using Xunit.Sdk;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Harness;

/// <summary>The harness itself: a check that cannot fail proves nothing.</summary>
public sealed class When_a_story_is_wrong
{
    [Fact]
    public void a_refusal_that_does_not_come_fails() =>
        Fails(() => Conversation.New().When(Accepts(Anna)).ThenRefused(Rejection.HeldByAnother));

    [Fact]
    public void a_refusal_for_another_reason_fails() =>
        Fails(() => Conversation.New().When(Accepts(Clara)).ThenRefused(Rejection.HeldByAnother));

    [Fact]
    public void an_event_that_is_missing_fails() =>
        Fails(() => Conversation.Held().When(Accepts(Anna)).Then(new AgentAccepted(Anna, Support, Noon)));

    [Fact]
    public void an_event_too_many_fails() => Fails(() => Conversation.New().When(Accepts(Anna)).ThenNothingChanges());

    [Fact]
    public void an_event_that_differs_deep_inside_fails() => Fails(() => Conversation.Held()
        .When(Finishes(Anna))
        .And(s => Printed.Of(s.Finish), Printed.Of(AnnaAlone with { Participants = [Anna, Boris] })));

    [Fact]
    public void an_effect_that_is_missing_fails() =>
        Fails(() => Conversation.New().When(Accepts(Anna)).AndCustomerHears(CustomerEventKind.Answer, "Hello"));

    [Fact]
    public void an_effect_too_many_fails() => Fails(() => Conversation.Held().When(Answers(Anna)).AndCustomerHearsNothing());

    [Fact]
    public void a_check_without_anything_done_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => Conversation.Asked().ThenNothingChanges());

    [Fact]
    public void something_given_that_is_refused_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => Conversation.New().Given(Accepts(Clara)));

    [Fact]
    public void something_given_that_changes_nothing_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => Conversation.Asked().Given(RatesByLink(Like), RatesByLink(Like)));

    private static void Fails(Action story) => Assert.ThrowsAny<XunitException>(story);
}
