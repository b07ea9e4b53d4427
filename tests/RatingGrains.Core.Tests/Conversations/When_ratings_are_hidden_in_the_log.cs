using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

/// <summary>Lines that say how the customer rated are marked, so that they can be left out.</summary>
public sealed class When_ratings_are_hidden_in_the_log
{
    [Fact]
    public void a_typed_rating_and_the_thanks_for_it_are_marked() => Conversation.Asked()
        .When(Types("1"))
        .AndEffects(
            Line(4, MessageSource.Customer, "1", isRating: true),
            Line(5, MessageSource.System, TypedTexts.Liked, isRating: true));

    [Fact]
    public void so_is_a_digit_that_comes_after_the_rating() => Conversation.Asked()
        .Given(Types("1"))
        .When(Types("0", id: "m3"))
        .AndEffects(Line(6, MessageSource.Customer, "0", isRating: true));

    [Fact]
    public void so_is_the_answer_to_one_that_came_too_late() => Conversation.Asked()
        .At(Noon + Window)
        .When(Types("0"))
        .AndEffects(
            Line(4, MessageSource.Customer, "0", isRating: true, Noon + Window),
            Line(5, MessageSource.System, TypedTexts.TooLate, isRating: true, Noon + Window));

    [Fact]
    public void so_are_the_thanks_for_a_change_of_mind() => Conversation.Asked(LiveChat)
        .Given(Taps(Like))
        .When(Taps(Dislike))
        .AndEffects(Line(5, MessageSource.System, GraphicTexts.Disliked, isRating: true));

    [Fact]
    public void other_words_are_not() => Conversation.Asked()
        .When(Types("One more thing"))
        .AndEffects(Line(4, MessageSource.Customer, "One more thing", isRating: false));

    [Fact]
    public void the_request_itself_is_not() => Conversation.Held()
        .When(Finishes(Anna))
        .AndEffects(Line(3, MessageSource.System, TypedTexts.Request, isRating: false));

    private static LogMessage Line(
        int ordinal, MessageSource from, string text, bool isRating, DateTimeOffset? at = null) =>
        new(First, new LoggedMessage(ordinal, from, null, text, at ?? Noon, isRating));
}
