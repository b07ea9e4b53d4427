using RatingGrains.Kernel;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

/// <summary>The message log, the lists, and the ids of effects.</summary>
public sealed class When_something_is_said
{
    [Fact]
    public void the_log_keeps_it_in_order_with_its_speaker()
    {
        var story = Conversation.On(Telegram);
        story.When(story.Opening()).AndEffects(Logged(1, MessageSource.Customer, "Hello"));
        story.When(Answers(Anna, "Hi")).AndEffects(new LogMessage(First, new(2, MessageSource.Agent, Anna, "Hi", Noon)));
        story.When(Finishes(Anna)).AndEffects(Logged(3, MessageSource.System, TypedTexts.Request));
        story.When(Types("1")).AndEffects(
            Logged(4, MessageSource.Customer, "1", isRating: true),
            Logged(5, MessageSource.System, TypedTexts.Liked, isRating: true));
        story.And(s => s.Messages, 5);
    }

    [Fact]
    public void the_words_for_too_late_are_logged_too() => Conversation.Asked(LiveChat)
        .After(Window)
        .When(Taps(Like))
        .AndEffects(new LogMessage(
            First, new(4, MessageSource.System, null, GraphicTexts.TooLate, Noon + Window, IsRating: true)));

    [Fact]
    public void each_change_is_shown_in_the_lists_once() => Conversation.Asked()
        .When(Types("1")).AndEffects(new ShowConversation(First))
        .When(Reviews(3)).AndEffects(new ShowConversation(First));

    [Fact]
    public void the_ids_of_effects_are_derived_so_a_repeated_turn_yields_the_same()
    {
        var before = Conversation.Asked().Snapshot;
        var once = Rate(before);
        var again = Rate(before);

        Assert.Equal(once.Added.Select(e => e.Id), again.Added.Select(e => e.Id));
        Assert.Equal(
            Enumerable.Range(0, once.Added.Length).Select(i => $"conversation/c1/{before.Version + 1}/{i}"),
            once.Added.Select(e => e.Id.ToString()));
    }

    private static Transition<ConversationState, ConversationEvent> Rate(Snapshot<ConversationState> before) =>
        StateMachine.Run<ConversationMachine, ConversationState, ConversationInput, ConversationEvent>(
            First.Value, before, new(RatesByLink(Like), new(Channel, AllFeatures, Teams.AsUsual)), Noon);

    private static LogMessage Logged(int ordinal, MessageSource from, string text, bool isRating = false) =>
        new(First, new(ordinal, from, null, text, Noon, isRating));
}
