using RatingGrains.Silo.Cluster;

namespace RatingGrains.Cluster;

public sealed class When_reminders_ask_for_the_time
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(9_999, 1)]
    [InlineData(10_000, 1)]
    [InlineData(10_001, 2)]
    public void Parts_of_a_millisecond_are_over(long ticks, int milliseconds) => Assert.Equal(
        Noon.AddMilliseconds(milliseconds), new ReminderTime(new At(Noon.AddTicks(ticks))).GetUtcNow());

    [Fact]
    public async Task Timers_ring_all_the_same()
    {
        var rung = new TaskCompletionSource();
        await using var timer = new ReminderTime(TimeProvider.System).CreateTimer(
            _ => rung.TrySetResult(), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);

        await rung.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
