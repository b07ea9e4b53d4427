using RatingGrains.Agents;
using RatingGrains.Kernel;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

public sealed class When_a_supervisor_rates
{
    [Fact]
    public void stars_and_comment_are_kept_and_the_agent_is_told() => Conversation.Held()
        .When(Reviews(4, "Well done"))
        .Then(new SupervisorRated(4, "Well done", "olga", AnnaAlone, Noon))
        .AndNotified(AgentItemKind.SupervisorRating, Anna)
        .AndHistory(new HistoryEntry(
            Noon, "olga", HistoryKind.Supervisor, HistoryWhat.Given, Stars: 4, Comment: "Well done"));

    [Fact]
    public void stars_alone_do() => Conversation.Held().When(Reviews(1)).And(s => s.SupervisorRating!.Comment, null);

    [Fact]
    public void a_comment_alone_does() =>
        Conversation.Held().When(Reviews(null, "Look at this")).And(s => s.SupervisorRating!.Stars, null);

    [Fact]
    public void it_changes_no_status_and_no_clock()
    {
        var story = Conversation.Asked();
        var (status, wake) = (story.State.Status, ConversationMachine.Deadline(story.State));

        story.After(Minute).When(Reviews(2)).AndStatus(status).AndRequest(RequestState.Sent).AndCustomerHearsNothing();
        Assert.Equal(wake, ConversationMachine.Deadline(story.State));
    }

    [Fact]
    public void a_closed_conversation_takes_it() =>
        Conversation.Asked().Given(Finishes(Anna)).When(Reviews(5)).AndStatus(ConversationStatus.Closed)
            .And(s => s.SupervisorRating!.Stars, 5);

    [Fact]
    public void one_that_nobody_holds_takes_it_and_nobody_is_told() =>
        Conversation.New().When(Reviews(3)).And(s => s.SupervisorRating!.Stars, 3).AndNo<TellAgent>();

    [Fact]
    public void it_may_be_changed_and_every_version_is_kept() => Conversation.Held()
        .Given(Reviews(2, "Too slow"))
        .After(Minute)
        .When(Reviews(4, by: "pavel"))
        .Then(new SupervisorRated(4, "Too slow", "pavel", AnnaAlone, Noon + Minute))
        .AndNotified(AgentItemKind.SupervisorRating, Anna)
        .AndHistory(new HistoryEntry(
            Noon + Minute, "pavel", HistoryKind.Supervisor, HistoryWhat.Changed, Stars: 4, Comment: "Too slow"));

    [Fact]
    public void what_is_absent_stays() => Conversation.Held()
        .Given(Reviews(2, "Too slow"))
        .When(Reviews(null, "Slow, but right"))
        .And(s => s.SupervisorRating!.Stars, 2)
        .And(s => s.SupervisorRating!.Comment, "Slow, but right");

    [Fact]
    public void an_emptied_comment_is_a_change() => Conversation.Held()
        .Given(Reviews(2, "Too slow"))
        .When(Reviews(null, ""))
        .Then(new SupervisorRated(2, null, "olga", AnnaAlone, Noon))
        .AndNotified(AgentItemKind.SupervisorRating, Anna);

    [Fact]
    public void the_same_again_changes_nothing() => Conversation.Held()
        .Given(Reviews(2, "Too slow"))
        .When(Reviews(2, "Too slow")).ThenNothingChanges()
        .When(Reviews(2)).ThenNothingChanges();

    [Fact]
    public void nothing_at_all_is_no_rating() =>
        Conversation.Held().When(Reviews(null, "")).ThenNothingChanges().And(s => s.SupervisorRating, null);

    [Fact]
    public void nobody_rates_a_conversation_that_they_hold() =>
        Conversation.Held().When(Reviews(5, by: "anna")).ThenRefused(Rejection.OwnConversation);

    [Fact]
    public void nobody_rates_a_conversation_that_they_once_held() => Conversation.Held()
        .Given(TransfersTo(Boris))
        .When(Reviews(5, by: "anna"))
        .ThenRefused(Rejection.OwnConversation);

    [Fact]
    public void it_is_refused_where_the_plan_lacks_it() => Conversation.Held()
        .WithPlan(supervisorRating: false)
        .When(Reviews(5))
        .ThenRefused(Rejection.FeatureOff);

    [Fact]
    public void what_was_stored_stays_where_the_plan_lacks_it_now() => Conversation.Asked()
        .Given(Reviews(5), RatesByLink(Like))
        .WithPlan(customerRating: false, supervisorRating: false)
        .When(Finishes(Anna))
        .AndRating(Like)
        .And(s => s.SupervisorRating!.Stars, 5);
}
