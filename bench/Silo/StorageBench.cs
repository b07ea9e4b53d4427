using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Storage;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.Bench.Silo;

/// <summary>Grains' states by 100 callers, each writing states of its own one after the other. Both storages write the same
/// bytes to the same server, in turns, so that what else the machine does falls on both.</summary>
internal static class StorageBench
{
    private const int Callers = 100;
    private const int StatesEach = 50;
    private const int Rounds = 3;

    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(8);

    public static async Task<int> RunAsync(string? stockScripts)
    {
        await using var server = await PostgreSqlServer.StartAsync(durable: true, "shared_buffers = '256MB'", "max_wal_size = '2GB'");
        var stock = await StockAsync(server, stockScripts);
        using var host = await BenchHost.StartAsync(await server.DatabaseAsync(), stock);
        Candidate[] candidates =
        [
            new("Orleans' AdoNet", host.Services.GetRequiredKeyedService<IGrainStorage>(BenchHost.Stock)),
            new("in batches", host.Services.GetRequiredKeyedService<IGrainStorage>("Default")),
        ];

        MachineFacts.Print(Path.GetTempPath());
        foreach (var candidate in candidates)
            await candidate.FillAsync();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var candidate in candidates)
                candidate.Writes.Add(await candidate.MeasureAsync(writing: true));
        }
        foreach (var candidate in candidates)
            candidate.Reads.Add(await candidate.MeasureAsync(writing: false));
        Print(candidates);
        await host.StopAsync();
        return 0;
    }

    private static void Print(Candidate[] candidates)
    {
        var table = new Table("Storage", "Writes/s", "each round", "p50", "p99", "Reads/s", "p99 ");
        foreach (var candidate in candidates)
        {
            table.Row(
                candidate.Name, $"{Samples.Median(candidate.Writes.Select(run => run.PerSecond)):#,0}",
                string.Join(" · ", candidate.Writes.Select(run => $"{run.PerSecond:#,0}")),
                $"{Samples.Median(candidate.Writes.Select(run => run.Median)):0.0} ms",
                $"{Samples.Median(candidate.Writes.Select(run => run.Worst)):0.0} ms",
                $"{candidate.Reads[0].PerSecond:#,0}", $"{candidate.Reads[0].Worst:0.0} ms");
        }
        table.Print($"Grains' states on PostgreSQL, {Callers} callers, {candidates[0].Bytes:#,0} bytes a state, syncs on");
        var factors = candidates[0].Writes.Zip(candidates[1].Writes, (stock, ours) => ours.PerSecond / stock.PerSecond);
        Console.WriteLine($"\nWrites/s in batches against Orleans' AdoNet, by round: {string.Join(" · ", factors.Select(f => $"{f:0.0} ×"))} (bar: ≥ 5 × at no worse p99)");
    }

    private static async Task<string> StockAsync(PostgreSqlServer server, string? scripts)
    {
        // A connection a caller, so that it never waits for one.
        var connectionString = new NpgsqlConnectionStringBuilder(await server.DatabaseAsync()) { MaxPoolSize = Callers }.ToString();
        await StockStorage.MakeAsync(connectionString, scripts);
        return connectionString;
    }

    private readonly record struct Run(double PerSecond, double Median, double Worst);

    private sealed class Candidate(string name, IGrainStorage storage)
    {
        private readonly GrainState<Snapshot<ConversationState>>[][] _states =
        [
            .. Enumerable.Range(0, Callers).Select(caller => Enumerable.Range(0, StatesEach).Select(i =>
                new GrainState<Snapshot<ConversationState>>(Rated(caller * StatesEach + i))).ToArray()),
        ];

        public string Name => name;

        public int Bytes => new StateSerializer().Serialize(_states[0][0].State).ToMemory().Length;

        public List<Run> Writes { get; } = [];

        public List<Run> Reads { get; } = [];

        public Task FillAsync() => Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < StatesEach; i++)
                await storage.WriteStateAsync("state", Id(caller, i), _states[caller][i]);
        })));

        public async Task<Run> MeasureAsync(bool writing)
        {
            // Plans, pools and the compiler are warm before anything counts.
            await LoadAsync(writing, RoundTime / 4);
            var clock = Stopwatch.StartNew();
            var times = await LoadAsync(writing, RoundTime);
            return new Run(
                times.Count / clock.Elapsed.TotalSeconds, Samples.Median(times), Samples.Percentile(times, 99));
        }

        private async Task<List<double>> LoadAsync(bool writing, TimeSpan time)
        {
            var clock = Stopwatch.StartNew();
            var all = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
            {
                var times = new List<double>();
                for (var i = 0; clock.Elapsed < time; i = (i + 1) % StatesEach)
                {
                    var start = Stopwatch.GetTimestamp();
                    if (writing)
                        await storage.WriteStateAsync("state", Id(caller, i), _states[caller][i]);
                    else
                        await storage.ReadStateAsync("state", Id(caller, i), _states[caller][i]);
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
                return times;
            })));
            return [.. all.SelectMany(times => times)];
        }

        private static Snapshot<ConversationState> Rated(int number) =>
            Conversations.Rate(Conversations.Asked(number).Last().Snapshot).Next;

        private static GrainId Id(int caller, int number) => GrainId.Create("conversation", $"3f0c52a7d1e94b66{caller:x4}{number:x4}");
    }
}
