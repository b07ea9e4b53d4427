using RatingGrains.Connectors;
using RatingGrains.Connectors.Sending;
using RatingGrains.Connectors.Telegram;
using RatingGrains.Conversations;

namespace RatingGrains.Api.Messengers;

public sealed class Words_and_buttons
{
    private const int Max = 4096;

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    public void Nothing_to_read_is_no_part(string text) => Assert.Empty(Words.Split(text, Max));

    [Fact]
    public void What_fits_is_one_part() => Assert.Equal([new string('x', Max)], Words.Split(new string('x', Max), Max));

    [Fact]
    public void A_line_end_is_preferred_to_a_word_end()
    {
        var line = string.Join(' ', Enumerable.Repeat("word", 600));

        Assert.Equal([line, line], Words.Split($"{line}\n{line}", Max));
    }

    [Fact]
    public void Without_words_a_part_ends_between_characters()
    {
        var parts = Words.Split(string.Concat(Enumerable.Repeat("🇮🇹", 2000)), Max);

        Assert.Equal(8000, parts.Sum(part => part.Length));
        Assert.All(parts, part => Assert.True(part.Length is > 0 and <= Max && part.Length % 4 == 0));
    }

    [Fact]
    public void One_endless_character_keeps_its_code_points()
    {
        var parts = Words.Split("e" + string.Concat(Enumerable.Repeat("\U0001D165", 4000)), Max);

        Assert.Equal(8001, parts.Sum(part => part.Length));
        Assert.All(parts, part => Assert.False(char.IsLowSurrogate(part[0])));
    }

    [Fact]
    public void Whatever_id_a_conversation_has_its_buttons_are_small_enough_or_absent()
    {
        Assert.NotNull(RatingButtons.For(new ConversationId(new string('x', 60)), 64));
        Assert.Null(RatingButtons.For(new ConversationId(new string('x', 61)), 64));
    }

    [Fact]
    public void A_mark_names_the_request_that_it_was_sent_with()
    {
        var longest = new ConversationId(new string('x', 64));

        Assert.Equal((longest, int.MaxValue), RequestMark.Read(RequestMark.Of(longest, int.MaxValue)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("q:")]
    [InlineData("q::1")]
    [InlineData("q:c1")]
    [InlineData("q:c1:")]
    [InlineData("q:c1:-1")]
    [InlineData("q:c1:99999999999")]
    [InlineData("q:no id:1")]
    [InlineData("r:c1:1")]
    public void What_is_no_mark_names_nothing(string? mark) => Assert.Null(RequestMark.Read(mark));

    [Theory]
    [InlineData("ftp://api.telegram.org")]
    [InlineData("api.telegram.org")]
    [InlineData("https://api.telegram.org/?a=1")]
    [InlineData("https://me:pass@api.telegram.org")]
    [InlineData("")]
    public void A_bad_address_is_named(string address)
    {
        var result = new ApiAddressValidator<TelegramOptions>(TelegramOptions.Section).Validate(null, new TelegramOptions { ApiBaseAddress = address });

        Assert.Contains("Telegram:ApiBaseAddress", result.FailureMessage);
    }
}
