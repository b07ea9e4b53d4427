namespace RatingGrains.Api.Messengers.Whatsapp;

public sealed class Whatsapp_as_a_messenger() : A_messenger(new TestedWhatsapp())
{
    [Theory]
    [InlineData(131047, true, false)]
    [InlineData(131026, true, false)]
    [InlineData(131051, true, false)]
    [InlineData(100, true, false)]
    [InlineData(131056, false, true)]
    [InlineData(130429, false, true)]
    [InlineData(80007, false, true)]
    [InlineData(190, false, false)]
    [InlineData(368, false, false)]
    [InlineData(131042, false, false)]
    [InlineData(999999, false, false)]
    public async Task goes_by_the_code_of_a_refusal(int code, bool isLasting, bool waits)
    {
        Host.Api.Prepare(TestedWhatsapp.Error(400, code, "as documented"));

        var result = await SendAsync("Hello");

        Assert.Equal((isLasting, waits), (result.Lasting, result.NotBefore is not null));
        Assert.Contains($"{code}", result.Error);
        Assert.Single(Host.Api.Calls);
    }
}
