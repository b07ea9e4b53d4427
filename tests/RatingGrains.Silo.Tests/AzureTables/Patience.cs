using System.Diagnostics;

namespace RatingGrains.AzureTables;

/// <summary>Waits for what real processes and real reminders take, by asking, with a limit of its own.</summary>
internal static class Patience
{
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan limit, string what)
    {
        var waited = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await condition())
        {
            Assert.True(waited.Elapsed < limit, $"Still not so after {limit.TotalSeconds} s: {what}");
            await pause.WaitForNextTickAsync();
        }
    }
}
