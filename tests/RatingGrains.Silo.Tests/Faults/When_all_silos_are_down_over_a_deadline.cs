using System.Diagnostics;
using RatingGrains.Silo.PostgreSql;
using Xunit.Abstractions;

namespace RatingGrains.Faults;

[OnPostgreSql]
public sealed class When_all_silos_are_down_over_a_deadline(ITestOutputHelper output) : FaultTest(output)
{
    private static readonly TimeSpan FiresWithin = TimeSpan.FromMinutes(2);

    [StoreFact]
    public async Task It_fires_after_the_restart_and_what_was_not_delivered_is()
    {
        using var caller = new Caller(Cluster.Addresses);
        var load = Load.Start(caller);
        await load.GoesOnAsync(60);
        await load.StopAsync();
        await Task.WhenAll(Cluster.Silos.Select(silo => silo.KillAsync()));
        var killed = Stopwatch.GetTimestamp();
        await Waiting.UntilAsync(
            () => Stopwatch.GetElapsedTime(killed) > TwoSilos.Deadline, TimeSpan.FromMinutes(1), "the deadlines have passed");
        // One alone: that the other one is gone too has to be found out first.
        var restarted = Stopwatch.GetTimestamp();
        var ready = await Cluster.Silos[0].StartAsync();

        using var survivor = Cluster.CallerOf(0);
        var recount = new Recount(survivor, load.Acknowledged);
        await recount.DeadlinesFireAsync();
        var fired = Stopwatch.GetElapsedTime(restarted);
        Output.WriteLine(
            $"Of two silos that were killed one was started: ready after {ready.TotalSeconds:0.0} s, the last of "
            + $"{load.Acknowledged.Values.Count(one => one.Value is null)} deadlines had fired after {fired.TotalSeconds:0.0} s.");
        Assert.InRange(fired, TimeSpan.Zero, FiresWithin);
        await recount.AgreesAsync();
        await recount.LogsAreWholeAsync();
    }
}
