using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

/// <summary>On a text connector, after the request: what is a rating and what is not.</summary>
public sealed class When_a_customer_types
{
    [Theory]
    [InlineData("1"), InlineData(" 1 "), InlineData("\n1\t"), InlineData("1."), InlineData("1!")]
    [InlineData("１"), InlineData("١"), InlineData("۱"), InlineData("१"), InlineData("𝟏")]
    [InlineData("1\uFE0F\u20E3"), InlineData("1\u20E3"), InlineData("1\uFE0F\u20E3!"), InlineData("1\uFE0F")]
    [InlineData("👍"), InlineData("👍🏻"), InlineData("👍🏼"), InlineData("👍🏽"), InlineData("👍🏾"), InlineData("👍🏿")]
    [InlineData("👍\uFE0F"), InlineData(" 👍 ")]
    public void it_is_a_like(string text) =>
        Conversation.Asked().When(Types(text)).AndOutcome(MessageOutcome.Rated).AndRating(Like);

    [Theory]
    [InlineData("0"), InlineData("0!"), InlineData("0."), InlineData("０"), InlineData("٠"), InlineData("०")]
    [InlineData("0\uFE0F\u20E3"), InlineData("👎"), InlineData("👎🏽"), InlineData("👎🏿\uFE0F")]
    public void it_is_a_dislike(string text) =>
        Conversation.Asked().When(Types(text)).AndOutcome(MessageOutcome.Rated).AndRating(Dislike);

    [Theory]
    [InlineData("10"), InlineData("11"), InlineData("01"), InlineData("5"), InlineData("2"), InlineData("-1"), InlineData("+1")]
    [InlineData("like"), InlineData("1 go"), InlineData("1 thank you"), InlineData("1?"), InlineData("1.."), InlineData("1!!")]
    [InlineData("1.0"), InlineData("1,"), InlineData(".1"), InlineData("¹"), InlineData("①"), InlineData("½"), InlineData("Ⅰ")]
    [InlineData("一"), InlineData("👍👍"), InlineData("👍 thanks"), InlineData("🏽"), InlineData("👌"), InlineData("👍🏽🏽")]
    [InlineData(""), InlineData(" "), InlineData("\uFE0F"), InlineData("\uD83D"), InlineData("1\uD83D"), InlineData("٢")]
    public void it_is_an_ordinary_message(string text) =>
        Conversation.Asked().When(Types(text)).AndOutcome(MessageOutcome.Resumed).AndRating(null);

    [Theory, InlineData("1"), InlineData("0"), InlineData("👍")]
    public void on_a_graphic_connector_nothing_typed_is_a_rating(string text) =>
        Conversation.Asked(LiveChat).When(Types(text)).AndOutcome(MessageOutcome.Resumed).AndRating(null);

    [Theory]
    [InlineData("1 thank you", "thank you"), InlineData("1  go ", "go"), InlineData("١ شكرا", "شكرا")]
    [InlineData("1\nSee you", "See you"), InlineData("1\uFE0F\u20E3 nice", "nice"), InlineData("1", null)]
    public void where_the_channel_takes_comments_there_is_one(string text, string? comment) => Commenting()
        .When(Types(text))
        .AndOutcome(MessageOutcome.Rated)
        .AndRating(Like)
        .And(s => s.CustomerRating!.Comment, comment);

    [Theory, InlineData("10 thank you"), InlineData("5 stars"), InlineData("1thanks"), InlineData("thanks 1"), InlineData("1. go")]
    public void where_the_channel_takes_comments_a_rating_still_begins_with_its_digit(string text) =>
        Commenting().When(Types(text)).AndOutcome(MessageOutcome.Resumed).AndRating(null);

    [Fact]
    public void a_comment_behind_a_digit_after_the_answer_is_an_ordinary_message() => Commenting()
        .Given(Types("1"))
        .When(Types("1 more question"))
        .AndOutcome(MessageOutcome.Resumed)
        .AndRating(Like);

    private static ConversationStory Commenting() =>
        Conversation.Held().WithRating(r => r with { AcceptTrailingComment = true }).Given(Finishes(Anna));
}
