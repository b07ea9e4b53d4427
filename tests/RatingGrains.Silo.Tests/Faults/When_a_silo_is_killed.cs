using System.Diagnostics;
using RatingGrains.Silo.PostgreSql;
using Xunit.Abstractions;

namespace RatingGrains.Faults;

[OnPostgreSql]
public sealed class When_a_silo_is_killed(ITestOutputHelper output) : FaultTest(output)
{
    [StoreFact]
    public async Task Nothing_acknowledged_is_lost_or_counted_twice_and_its_deadlines_fire()
    {
        using var caller = new Caller(Cluster.Addresses);
        var load = Load.Start(caller);
        await load.GoesOnAsync(100);
        await Cluster.Silos[1].KillAsync();
        var killed = Stopwatch.GetTimestamp();
        await load.GoesOnAsync(200);
        await load.StopAsync();
        Tell("One of two silos killed", caller, killed);

        using var survivor = Cluster.CallerOf(0);
        var recount = new Recount(survivor, load.Acknowledged);
        var undelivered = await recount.UndeliveredAsync(Cluster.ConnectionString);
        SinceKill($"Of {load.Acknowledged.Count} conversations {undelivered} did not show all of their log");
        await Waiting.UntilAsync(
            async () => await recount.UndeliveredAsync(Cluster.ConnectionString) == 0, TimeSpan.FromSeconds(120),
            "every log is whole, though nobody asks");
        SinceKill("All of them did, though nobody asked,");
        await recount.DeadlinesFireAsync();
        SinceKill("The last deadline had fired");
        await recount.AgreesAsync();
        SinceKill("Lists, figures and notifications agreed with the conversations");
        await recount.LogsAreWholeAsync();
        // A slow answer, never an error: only who spoke to the dead one had to send again.
        Assert.DoesNotContain(caller.Failures, failure => failure.Address == Cluster.Silos[0].Address);

        void SinceKill(string what) =>
            Output.WriteLine($"{what} {Stopwatch.GetElapsedTime(killed).TotalSeconds:0.0} s after the kill.");
    }
}
