namespace RatingGrains.Api.Messengers.Viber;

public sealed class Viber_as_a_messenger() : A_messenger(new TestedViber())
{
    [Theory]
    [InlineData(5, true, false)]
    [InlineData(6, true, false)]
    [InlineData(11, true, false)]
    [InlineData(3, true, false)]
    [InlineData(12, false, true)]
    [InlineData(2, false, false)]
    [InlineData(10, false, false)]
    [InlineData(24, false, false)]
    public async Task goes_by_the_status_of_a_refusal(int status, bool isLasting, bool waits)
    {
        Host.Api.Prepare(TestedViber.Status(status, "as documented"));

        var result = await SendAsync("Hello");

        Assert.Equal((isLasting, waits), (result.Lasting, result.NotBefore is not null));
        Assert.Single(Host.Api.Calls);
    }
}
