using System.Diagnostics;

namespace RatingGrains.Contract;

/// <summary>Waits for a condition, with a limit, by asking again; never for a time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task BecomesTrue(Func<bool> condition, string what) =>
        BecomesTrue(() => Task.FromResult(condition()), what);

    public static async Task BecomesTrue(Func<Task<bool>> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await condition())
        {
            Assert.True(waited.Elapsed < Limit, $"Still not so after {Limit.TotalSeconds} s: {what}");
            await pause.WaitForNextTickAsync();
        }
    }
}
