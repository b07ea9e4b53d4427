namespace RatingGrains.Api.Messengers.Platform;

public sealed class Facebook_as_a_messenger() : A_messenger(new TestedFacebook())
{
    [Theory]
    [InlineData(10, 2018278, true, false)]
    [InlineData(10, 2534022, true, false)]
    [InlineData(10, null, false, false)]
    [InlineData(551, 1545041, true, false)]
    [InlineData(100, 2018001, true, false)]
    [InlineData(613, null, false, true)]
    [InlineData(4, null, false, true)]
    [InlineData(190, null, false, false)]
    [InlineData(200, null, false, false)]
    public async Task goes_by_the_code_of_a_refusal(int code, int? subcode, bool isLasting, bool waits)
    {
        Host.Api.Prepare(TestedFacebook.Error(400, code, subcode, "as documented"));

        var result = await SendAsync("Hello");

        Assert.Equal((isLasting, waits), (result.Lasting, result.NotBefore is not null));
        Assert.Single(Host.Api.Calls);
    }

    [Fact]
    public async Task asks_nobody_a_day_after_their_last_word() => await AsksNobodyAfterADayAsync();
}

public sealed class Instagram_as_a_messenger() : A_messenger(new TestedInstagram())
{
    [Fact]
    public async Task asks_nobody_a_day_after_their_last_word() => await AsksNobodyAfterADayAsync();
}
