namespace RatingGrains.Webhooks;

public sealed class When_a_delivery_fails
{
    private static readonly TimeSpan ThreeDays = TimeSpan.FromDays(3);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(5, 80)]
    [InlineData(11, 3600)]
    [InlineData(1000, 3600)]
    public void it_is_tried_again_after_a_growing_pause_of_at_most_an_hour(int attempts, int seconds) =>
        Assert.Equal(Noon.AddSeconds(seconds), Retries.Next(attempts, Noon, ThreeDays, null, Noon));

    [Fact]
    public void a_receiver_that_asks_for_a_longer_pause_gets_it_up_to_a_day()
    {
        Assert.Equal(Noon.AddMinutes(2), Retries.Next(1, Noon, ThreeDays, TimeSpan.FromMinutes(2), Noon));
        Assert.Equal(Noon.AddSeconds(10), Retries.Next(2, Noon, ThreeDays, TimeSpan.FromSeconds(1), Noon));
        Assert.Equal(Noon.AddDays(1), Retries.Next(1, Noon, ThreeDays, TimeSpan.FromDays(100), Noon));
    }

    [Fact]
    public void it_is_given_up_after_three_days()
    {
        Assert.NotNull(Retries.Next(80, Noon, ThreeDays, null, Noon + ThreeDays - Moment));
        Assert.Null(Retries.Next(80, Noon, ThreeDays, null, Noon + ThreeDays));
    }

    [Fact]
    public void all_tries_together_are_not_many()
    {
        var (attempts, now) = (0, Noon);
        while (Retries.Next(++attempts, Noon, ThreeDays, null, now) is { } next)
            now = next;
        Assert.InRange(attempts, 70, 90);
    }
}
