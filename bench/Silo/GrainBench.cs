using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using RatingGrains.Json;
using RatingGrains.Silo.Grains;
using RatingGrains.Silo.Hosting;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.Bench.Silo;

/// <summary>Calls that only read what a conversation's grain has in memory, to one silo and to two, and how much memory an
/// active conversation takes.</summary>
internal static class GrainBench
{
    private const int Size = 20_000;
    private const int Callers = 64;

    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync()
    {
        await using var server = await PostgreSqlServer.StartAsync(durable: true, WriteCost.Server);
        var database = await server.DatabaseAsync();
        await using var silo = SiloHost.Build(
            [.. SiloProcess.Settings(database), .. HostSettings.Arguments(new Uri("http://127.0.0.1:0"))]);
        await silo.StartAsync();
        await FillAsync(silo);
        var grains = silo.Services.GetRequiredService<IGrainFactory>();
        MachineFacts.Print(Path.GetTempPath());

        // What loading takes once, and not for each grain, is there before the memory is looked at.
        await ActivateAsync(grains, 0, 1_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await ActivateAsync(grains, 1_000, Size);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (Size - 1_000);

        var table = new Table("Where", "Calls/s", "p50", "p99", "Of the grains on the caller's silo");
        table.Row(["One silo", .. (await MeasureAsync(grains, 0, Size)).Cells, "100 %"]);
        await using (await SiloProcess.StartAsync(database, stockStorage: false))
        {
            await ActivateAsync(grains, Size, 2 * Size);
            var here = await ShareHereAsync(silo, grains);
            table.Row(["Two silos, called from one", .. (await MeasureAsync(grains, Size, 2 * Size)).Cells, here]);
        }
        table.Print($"Calls to conversations in memory, {Callers} callers, {Size:#,0} conversations");
        Console.WriteLine($"\nAn active conversation that waits for its rating: {each:#,0} bytes of heap");
        await silo.StopAsync();
        return 0;
    }

    /// <summary>As the grains would have written them.</summary>
    private static async Task FillAsync(WebApplication silo)
    {
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>(GrainRecord.Storage);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 2 * Size), new ParallelOptions { MaxDegreeOfParallelism = 500 }, async (number, _) =>
            {
                var body = JsonSerializer.SerializeToUtf8Bytes(
                    Conversations.Asked(number).Last().Snapshot, CoreJson.Default.SnapshotConversationState);
                await storage.WriteStateAsync(
                    GrainRecord.Name, GrainId.Create("conversation", Key(number)),
                    new GrainState<GrainRecord>(new GrainRecord { Body = body }));
            });
    }

    private static Task ActivateAsync(IGrainFactory grains, int from, int to) => Parallel.ForEachAsync(
        Enumerable.Range(from, to - from), new ParallelOptions { MaxDegreeOfParallelism = 500 },
        async (number, _) => await grains.GetGrain<IConversationGrain>(Key(number)).FindAsync());

    private static async Task<Run> MeasureAsync(IGrainFactory grains, int from, int to)
    {
        await LoadAsync(grains, from, to, RunTime / 2);
        var clock = Stopwatch.StartNew();
        var times = await LoadAsync(grains, from, to, RunTime);
        return new Run(times.Count / clock.Elapsed.TotalSeconds, Samples.Median(times), Samples.Percentile(times, 99));
    }

    private static async Task<List<double>> LoadAsync(IGrainFactory grains, int from, int to, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var next = -1;
        var all = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var times = new List<double>();
            while (clock.Elapsed < time)
            {
                var number = from + (int)((uint)Interlocked.Increment(ref next) % (uint)(to - from));
                var start = Stopwatch.GetTimestamp();
                await grains.GetGrain<IConversationGrain>(Key(number)).FindAsync();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            return times;
        })));
        return [.. all.SelectMany(times => times)];
    }

    private static async Task<string> ShareHereAsync(WebApplication silo, IGrainFactory grains)
    {
        var self = silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        var counts = (await grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics())
            .Where(count => count.GrainType.Contains(nameof(ConversationGrain), StringComparison.Ordinal)).ToArray();
        // Those of the first part are all here.
        var (here, all) = (counts.Where(count => count.SiloAddress.Equals(self)).Sum(count => count.ActivationCount) - Size,
            counts.Sum(count => count.ActivationCount) - Size);
        return string.Create(CultureInfo.InvariantCulture, $"{100.0 * here / all:0} %");
    }

    private static string Key(int number) => Conversations.IdOf(number).Value;

    private readonly record struct Run(double PerSecond, double Median, double Worst)
    {
        public string[] Cells => [$"{PerSecond:#,0}", $"{Median:0.00} ms", $"{Worst:0.00} ms"];
    }
}
