namespace RatingGrains.Channels;

public sealed class When_settings_break_a_rule
{
    private static readonly TimeSpan TooLong = ChannelRules.LongestDuration + Moment;

    [Fact]
    public void good_settings_break_none() => Assert.Empty(ChannelRules.Check(Channel));

    [Fact]
    public void all_that_is_broken_is_named_at_once()
    {
        var broken = WithRating(r => r with { Window = TimeSpan.Zero, Text = TypedTexts with { Request = "Rate us" } }) with
        {
            Closing = new(TooLong, TooLong),
        };

        Assert.Equal(
            ["rating.window", "closing.afterFinish", "closing.afterSilence", "rating.text.request"],
            ChannelRules.Check(broken).Select(p => p.Field));
    }

    [Fact]
    public void a_window_is_longer_than_nothing_and_at_most_400_days()
    {
        Breaks("rating.window", WithRating(r => r with { Window = -Moment }));
        Breaks("rating.window", WithRating(r => r with { Window = TooLong }));
        BreaksNothing(WithRating(r => r with { Window = Moment }));
        BreaksNothing(WithRating(r => r with { Window = ChannelRules.LongestDuration }));
        BreaksNothing(WithRating(r => r with { Window = null }));
    }

    [Fact]
    public void closing_takes_from_nothing_to_400_days()
    {
        Breaks("closing.afterFinish", Channel with { Closing = new(-Moment, null) });
        BreaksNothing(Channel with { Closing = new(TimeSpan.Zero, null) });
        BreaksNothing(Channel with { Closing = new(ChannelRules.LongestDuration, ChannelRules.LongestDuration) });
        Breaks("closing.afterSilence", Channel with { Closing = new(AfterFinish, TimeSpan.Zero) });
    }

    [Fact]
    public void a_graphic_phrase_has_at_most_100_characters_as_a_person_counts_them()
    {
        var families = string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 100));
        BreaksNothing(WithRating(r => r with { Graphic = GraphicTexts with { Liked = families } }));
        Breaks("rating.graphic.liked", WithRating(r => r with { Graphic = GraphicTexts with { Liked = families + "!" } }));
        Breaks("rating.graphic.tooLate", WithRating(r => r with { Graphic = GraphicTexts with { TooLate = new('x', 101) } }));
    }

    [Fact]
    public void a_text_phrase_has_the_length_of_a_message()
    {
        BreaksNothing(WithRating(r => r with { Text = TypedTexts with { Disliked = new('x', 20_000) } }));
        Breaks("rating.text.disliked", WithRating(r => r with { Text = TypedTexts with { Disliked = new('x', 20_001) } }));
    }

    [Theory, InlineData("1 or 0"), InlineData("0/1"), InlineData("Type «1» (good), or 0."), InlineData("10? No: 1, 0")]
    public void a_request_holds_both_digits_standing_alone(string request) =>
        BreaksNothing(WithRating(r => r with { Text = TypedTexts with { Request = request } }));

    [Theory]
    [InlineData(""), InlineData("10"), InlineData("Type 1"), InlineData("Type 0"), InlineData("1st or 0th"), InlineData("x1 0")]
    public void a_request_without_them_is_refused(string request) =>
        Breaks("rating.text.request", WithRating(r => r with { Text = TypedTexts with { Request = request } }));

    [Fact]
    public void agents_and_origins_have_a_limit()
    {
        Breaks("agents", Channel with { Agents = [.. Enumerable.Range(0, 10_001).Select(i => new Agents.AgentId($"a{i}"))] });
        Breaks("origins", Channel with { Origins = [.. Enumerable.Repeat("https://shop.example", 101)] });
    }

    [Theory]
    [InlineData("", 0), InlineData("abc", 3), InlineData("a\r\nb", 3), InlineData("é", 1), InlineData("e\u0301", 1)]
    [InlineData("👍🏽", 1), InlineData("🇮🇹🇪🇸", 2)]
    public void length_is_what_a_person_sees(string text, int length) => Assert.Equal(length, ChannelRules.LengthAsSeen(text));

    private static ChannelSettings WithRating(Func<RatingSettings, RatingSettings> change) =>
        Channel with { Rating = change(Channel.Rating) };

    private static void Breaks(string field, ChannelSettings settings) =>
        Assert.Equal([field], ChannelRules.Check(settings).Select(p => p.Field));

    private static void BreaksNothing(ChannelSettings settings) => Assert.Empty(ChannelRules.Check(settings));
}
