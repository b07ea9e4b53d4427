namespace RatingGrains.Kernel;

public sealed class When_an_effect_has_an_id
{
    [Theory]
    [InlineData("conversation", "acme:7", 3, 0, "conversation/acme:7/3/0")]
    [InlineData("thread", "telegram|web|a/b|c/9/9", 12, 4, "thread/telegram|web|a/b|c/9/9/12/4")]
    public void it_reads_back_as_it_was_written(string aggregate, string key, long version, int index, string text)
    {
        var id = new EffectId(aggregate, key, version, index);

        Assert.Equal(text, id.ToString());
        Assert.True(EffectId.TryParse(text, out var parsed));
        Assert.Equal(id, parsed);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("conversation"), InlineData("conversation/c1"), InlineData("conversation/c1/3")]
    [InlineData("conversation/c1/x/0"), InlineData("conversation/c1/3/x"), InlineData("/c1/3/0")]
    public void other_texts_are_none(string? text) => Assert.False(EffectId.TryParse(text, out _));
}
