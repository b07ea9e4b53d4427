using RatingGrains.Silo.AzureTables;

namespace RatingGrains.AzureTables;

public sealed class When_a_row_is_named
{
    [Theory]
    [InlineData("sms|web|42|42", "sms|web|42|42")]
    [InlineData("sms|web|a_b|a_b", "sms|web|a_b|a_b")]
    [InlineData("sms|web|a/b|a/b", "~[0-9a-f]{64}")]
    [InlineData("~0000000000000000000000000000000000000000000000000000000000000000", "~[1-9a-f][0-9a-f]{63}")]
    public void A_plain_name_stays_as_it_is(string key, string expected)
    {
        var row = RowNames.Of(GrainId.Create("thread", key));
        Assert.Equal("thread", row.Type.ToString());
        Assert.Matches($"^{expected.Replace("|", @"\|", StringComparison.Ordinal)}$", row.Key.ToString());
    }
}
