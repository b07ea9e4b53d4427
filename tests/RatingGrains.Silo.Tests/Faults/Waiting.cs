using System.Diagnostics;

namespace RatingGrains.Faults;

/// <summary>Waits for what processes do in their own time, by asking again, with a limit.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> UntilAsync(Func<Task<bool>> condition, TimeSpan limit, string what)
    {
        var waited = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(Pause);
        while (!await condition())
        {
            Assert.True(waited.Elapsed < limit, $"Still not so after {limit.TotalSeconds} s: {what}");
            await pause.WaitForNextTickAsync();
        }
        return waited.Elapsed;
    }

    public static Task<TimeSpan> UntilAsync(Func<bool> condition, TimeSpan limit, string what) =>
        UntilAsync(() => Task.FromResult(condition()), limit, what);
}
