using RatingGrains.Agents;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

public sealed class When_an_agent_is_told
{
    [Fact]
    public void it_hears_what_the_customer_said_with_the_version_of_the_conversation()
    {
        var story = Conversation.Asked(LiveChat).Given(RatesByLink(Like));
        var before = story.Snapshot.Version;

        story.When(RatesByLink(Dislike, "Slow")).AndEffects(new TellAgent(Anna, new AgentItem(
            AgentItemKind.CustomerRating, First, 17, before + 1, Noon, Dislike, Comment: "Slow", By: "customer-42")));
    }

    [Fact]
    public void it_hears_what_the_supervisor_said() => Conversation.Held()
        .When(Reviews(2, "Too slow"))
        .AndEffects(new TellAgent(Anna, new AgentItem(
            AgentItemKind.SupervisorRating, First, 17, 4, Noon, Stars: 2, Comment: "Too slow", By: "olga")));

    [Fact]
    public void a_channel_can_hide_customers_ratings() => Hidden(Conversation.Asked(LiveChat))
        .When(Taps(Like)).AndRating(Like).AndNo<TellAgent>()
        .When(Taps(Dislike)).AndRating(Dislike).AndNo<TellAgent>();

    [Fact]
    public void supervisors_ratings_are_not_hidden() =>
        Hidden(Conversation.Asked()).When(Reviews(2)).AndNotified(AgentItemKind.SupervisorRating, Anna);

    [Fact]
    public void a_rating_that_does_not_count_is_not_told() =>
        Conversation.Asked().Given(Finishes(Anna)).After(Window).When(Types("1"))
            .AndNotified(AgentItemKind.CustomerRating);

    [Fact]
    public void it_sees_its_conversations_change()
    {
        Conversation.New().When(Accepts(Anna)).AndNotified(AgentItemKind.Conversation, Anna);
        Conversation.Held().When(Types("Thanks")).AndNotified(AgentItemKind.Conversation, Anna);
        Conversation.Held().When(Finishes(Anna)).AndNotified(AgentItemKind.Conversation, Anna);
        Conversation.Asked().After(AfterFinish).When(TimePasses()).AndNotified(AgentItemKind.Conversation, Anna);
    }

    [Fact]
    public void it_sees_nothing_of_what_does_not_concern_it()
    {
        Conversation.New().When(Types("Hello?")).AndNo<TellAgent>();
        Conversation.Asked(LiveChat).When(TapsLater()).AndNo<TellAgent>();
    }

    private static ConversationStory Hidden(ConversationStory story) => story.With(c => c with { AgentsSeeRatings = false });
}
