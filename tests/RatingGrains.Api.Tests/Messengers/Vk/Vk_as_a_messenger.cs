namespace RatingGrains.Api.Messengers.Vk;

public sealed class Vk_as_a_messenger() : A_messenger(new TestedVk())
{
    [Theory]
    [InlineData(901, true, false)]
    [InlineData(902, true, false)]
    [InlineData(914, true, false)]
    [InlineData(6, false, true)]
    [InlineData(9, false, true)]
    [InlineData(29, false, true)]
    [InlineData(5, false, false)]
    [InlineData(14, false, false)]
    public async Task goes_by_the_code_of_a_refusal(int code, bool isLasting, bool waits)
    {
        Host.Api.Prepare(TestedVk.Error(code, "as documented"));

        var result = await SendAsync("Hello");

        Assert.Equal((isLasting, waits), (result.Lasting, result.NotBefore is not null));
        Assert.Single(Host.Api.Calls);
    }
}
