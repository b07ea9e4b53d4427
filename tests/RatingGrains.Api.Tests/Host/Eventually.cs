namespace RatingGrains.Api.Host;

/// <summary>Waits for what happens beside the answer, with a limit.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task HoldsAsync(Func<bool> condition) => HoldsAsync(() => Task.FromResult(condition()));

    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"Waited {Limit.TotalSeconds} s in vain.");
            await ticks.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
