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
        await Cluster.UpAsync();
        var started = Stopwatch.GetTimestamp();

        var recount = new Recount(caller, load.Acknowledged);
        var fired = await recount.DeadlinesFireAsync();
        Output.WriteLine($"The last deadline had fired {fired.TotalSeconds:0.0} s after both silos were ready again.");
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, FiresWithin);
        await recount.AgreesAsync();
        Assert.Equal(0, await recount.BrokenLogsAsync());
    }
}
