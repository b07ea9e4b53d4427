using System.Diagnostics;
using RatingGrains.Silo.PostgreSql;
using Xunit.Abstractions;

namespace RatingGrains.Faults;

[OnPostgreSql]
public sealed class When_the_database_is_restarted(ITestOutputHelper output) : FaultTest(output)
{
    [StoreFact]
    public async Task Nothing_acknowledged_is_lost_and_the_silos_heal_by_themselves()
    {
        using var caller = new Caller(Cluster.Addresses);
        var load = Load.Start(caller);
        await load.GoesOnAsync(60);
        await Cluster.Database.DownAsync();
        // Long enough for everybody to have been told so.
        var before = caller.Failures.Count;
        await Waiting.UntilAsync(() => caller.Failures.Count > before + 50, TimeSpan.FromMinutes(1), "callers are told");
        await Cluster.Database.UpAsync();
        var up = Stopwatch.GetTimestamp();
        await load.GoesOnAsync(150);
        await load.StopAsync();
        Tell("The database restarted", caller, up);

        var recount = new Recount(caller, load.Acknowledged);
        await Waiting.UntilAsync(
            async () => await recount.UndeliveredAsync(Cluster.ConnectionString) == 0, TimeSpan.FromSeconds(120),
            "every log is whole, though nobody asks");
        Output.WriteLine($"All effects were delivered {Stopwatch.GetElapsedTime(up).TotalSeconds:0.0} s after it was up.");
        await recount.DeadlinesFireAsync();
        await recount.AgreesAsync();
        await recount.LogsAreWholeAsync();
        Assert.Empty(await caller.ListAsync("parked?limit=10"));
    }
}
