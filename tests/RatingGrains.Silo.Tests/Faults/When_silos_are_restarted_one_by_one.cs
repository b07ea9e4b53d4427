using System.Diagnostics;
using RatingGrains.Silo.PostgreSql;
using Xunit.Abstractions;

namespace RatingGrains.Faults;

/// <summary>A rolling upgrade, as clients see it through the front.</summary>
[OnPostgreSql, BehindNginx]
public sealed class When_silos_are_restarted_one_by_one(ITestOutputHelper output) : FaultTest(output)
{
    [StoreFact]
    public async Task No_request_fails_at_the_client()
    {
        await using var front = await Nginx.StartAsync(Cluster.Addresses);
        using var caller = new Caller([front.Address]);
        var load = Load.Start(caller);
        await load.GoesOnAsync(50);
        var begun = Stopwatch.GetTimestamp();
        foreach (var silo in Cluster.Silos)
        {
            var stopped = await silo.StopAsync();
            await load.GoesOnAsync(30);
            var started = await silo.StartAsync();
            await load.GoesOnAsync(50);
            Output.WriteLine($"{silo.Name} stopped within {stopped.TotalSeconds:0.0} s and was ready within {started.TotalSeconds:0.0} s.");
        }
        await load.StopAsync();
        Tell("A rolling restart", caller, begun);

        Assert.Empty(caller.Failures);
        var recount = new Recount(caller, load.Acknowledged);
        await recount.AgreesAsync();
        await recount.DeadlinesFireAsync();
        await recount.LogsAreWholeAsync();
    }
}
