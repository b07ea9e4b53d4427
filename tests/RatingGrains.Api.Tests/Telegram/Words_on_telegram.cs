using RatingGrains.Connectors.Telegram;
using RatingGrains.Conversations;

namespace RatingGrains.Api.Telegram;

public sealed class Words_on_telegram
{
    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    public void Nothing_to_read_is_no_part(string text) => Assert.Empty(Words.Split(text));

    [Fact]
    public void What_fits_is_one_part() => Assert.Equal([new string('x', 4096)], Words.Split(new string('x', 4096)));

    [Fact]
    public void A_line_end_is_preferred_to_a_word_end()
    {
        var line = string.Join(' ', Enumerable.Repeat("word", 600));

        Assert.Equal([line, line], Words.Split($"{line}\n{line}"));
    }

    [Fact]
    public void Without_words_a_part_ends_between_characters()
    {
        var parts = Words.Split(string.Concat(Enumerable.Repeat("🇮🇹", 2000)));

        Assert.Equal(8000, parts.Sum(part => part.Length));
        Assert.All(parts, part => Assert.True(part.Length is > 0 and <= 4096 && part.Length % 4 == 0));
    }

    [Fact]
    public void One_endless_character_keeps_its_code_points()
    {
        var parts = Words.Split("e" + string.Concat(Enumerable.Repeat("\U0001D165", 4000)));

        Assert.Equal(8001, parts.Sum(part => part.Length));
        Assert.All(parts, part => Assert.False(char.IsLowSurrogate(part[0])));
    }

    [Fact]
    public void Whatever_id_a_conversation_has_its_buttons_are_small_enough_or_absent()
    {
        Assert.NotNull(RatingButtons.For(new ConversationId(new string('x', 60))));
        Assert.Null(RatingButtons.For(new ConversationId(new string('x', 61))));
    }

    [Theory]
    [InlineData("ftp://api.telegram.org")]
    [InlineData("api.telegram.org")]
    [InlineData("https://api.telegram.org/?a=1")]
    [InlineData("https://me:pass@api.telegram.org")]
    [InlineData("")]
    public void A_bad_address_is_named(string address)
    {
        var result = new TelegramAddressValidator().Validate(null, new TelegramOptions { ApiBaseAddress = address });

        Assert.Contains("Telegram:ApiBaseAddress", result.FailureMessage);
    }
}
