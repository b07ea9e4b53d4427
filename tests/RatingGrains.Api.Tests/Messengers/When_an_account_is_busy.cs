using RatingGrains.Api.Host;
using RatingGrains.Connectors.Sending;
using RatingGrains.Kernel;

namespace RatingGrains.Api.Messengers;

public sealed class When_an_account_is_busy
{
    private const long Shop = 1;
    private const long Other = 2;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TestClock _clock = new();
    private readonly Pace _pace;

    public When_an_account_is_busy() => _pace = new Pace(perSecond: 1, _clock);

    [Fact]
    public async Task What_it_may_not_send_yet_is_told_when_it_may_each_a_second_after_the_other()
    {
        await FillAsync(Shop);

        var first = await WaitAsync(Shop, 3);
        var second = await WaitAsync(Shop, 4);

        Assert.InRange(first!.Value - _clock.GetUtcNow(), Second / 2, Second);
        Assert.Equal(Second, second - first);
    }

    [Fact]
    public async Task Another_account_goes_on()
    {
        await FillAsync(Shop);

        Assert.Null(await WaitAsync(Other, 3));
    }

    [Fact]
    public async Task Who_comes_back_at_its_time_goes_whoever_came_meanwhile()
    {
        await FillAsync(Shop);
        Assert.NotNull(await WaitAsync(Shop, 3));
        Assert.NotNull(await WaitAsync(Shop, 4));
        _clock.Advance(Second);

        Assert.NotNull(await WaitAsync(Shop, 5));
        Assert.Null(await WaitAsync(Shop, 3));
    }

    [Fact]
    public async Task A_quiet_account_may_send_a_seconds_worth_at_once_and_no_more()
    {
        await FillAsync(Shop);
        _clock.Advance(TimeSpan.FromHours(1));

        await FillAsync(Shop);
        Assert.NotNull(await WaitAsync(Shop, 3));
    }

    [Fact]
    public async Task A_stop_holds_up_everything_of_the_account_promised_or_not()
    {
        await FillAsync(Shop);
        Assert.NotNull(await WaitAsync(Shop, 3));
        _pace.Stop(Shop, TimeSpan.FromMinutes(1));
        _clock.Advance(Second * 2);

        Assert.NotNull(await WaitAsync(Shop, 3));
        Assert.NotNull(await WaitAsync(Shop, 4));
        Assert.Null(await WaitAsync(Other, 4));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await WaitAsync(Shop, 3));
    }

    /// <summary>A second's worth, and the one that is due now.</summary>
    private async Task FillAsync(long account)
    {
        Assert.Null(await WaitAsync(account, 1));
        Assert.Null(await WaitAsync(account, 2));
    }

    private async Task<DateTimeOffset?> WaitAsync(long account, long message) =>
        await _pace.WaitAsync(account, new EffectId("conversation", "c", message, 0), CancellationToken.None);
}
