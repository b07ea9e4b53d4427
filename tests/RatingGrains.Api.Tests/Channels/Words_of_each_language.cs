using RatingGrains.Channels;

namespace RatingGrains.Api.Channels;

public sealed class Words_of_each_language
{
    public static TheoryData<string> Locales => [.. DefaultTexts.Locales];

    [Fact]
    public void there_are_four_to_begin_with() => Assert.Superset(
        new HashSet<string> { "en", "es", "it", "ru" }, DefaultTexts.Locales.ToHashSet());

    [Theory]
    [MemberData(nameof(Locales))]
    public void they_keep_the_rules_of_a_channel(string locale)
    {
        Assert.True(DefaultTexts.TryFind(locale, out var texts));
        var settings = new ChannelSettings(
            "A", true, locale, [], true, new RatingSettings(true, true, false, null, texts.Graphic, texts.Text, false),
            new ClosingSettings(TimeSpan.Zero, null), null, []);

        Assert.Empty(ChannelRules.Check(settings));
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void none_is_left_out(string locale)
    {
        Assert.True(DefaultTexts.TryFind(locale, out var texts));
        foreach (var words in new[] { texts.Graphic, texts.Text })
            Assert.All([words.Request, words.Liked, words.Disliked, words.TooLate], Assert.NotEmpty);
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void no_two_languages_say_the_same(string locale)
    {
        Assert.True(DefaultTexts.TryFind(locale, out var texts));
        foreach (var other in DefaultTexts.Locales.Where(other => other != locale))
        {
            Assert.True(DefaultTexts.TryFind(other, out var others));
            Assert.NotEqual(texts.Text.Request, others.Text.Request);
        }
    }
}
