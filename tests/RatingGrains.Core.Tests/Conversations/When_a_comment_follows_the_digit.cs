namespace RatingGrains.Conversations;

public sealed class When_a_comment_follows_the_digit
{
    /// <summary>One character as a person sees it, four code units.</summary>
    private const string Thumb = "\U0001F44D\U0001F3FD";

    [Theory]
    [InlineData("x")]
    [InlineData(Thumb)]
    public void ten_thousand_characters_are_a_comment(string character)
    {
        var comment = Repeat(character, RatingWords.CommentMax);
        Assert.Equal(new RatingWords.Vote(RatingValue.Like, comment), RatingWords.Find($"1 {comment}  ", trailingComment: true));
    }

    [Theory]
    [InlineData("x")]
    [InlineData(Thumb)]
    public void one_more_makes_it_an_ordinary_message(string character) => Assert.Null(
        RatingWords.Find($"1 {Repeat(character, RatingWords.CommentMax + 1)}", trailingComment: true));

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
