using System.Globalization;
using RatingGrains.Bench.Http;

namespace RatingGrains.Bench.Hooks;

/// <summary>What messengers' deliveries cost, durable, against a request that does nothing.</summary>
internal static class HooksBench
{
    public const int FullRounds = 3;

    private const int NoOps = 40_000;
    private const int Updates = 20_000;
    private const int Batches = 200;
    private const int Many = 256;
    private const int BatchConnections = 8;
    private const double PerSecondBar = 3_300;
    private const double RatioBar = 0.5;

    /// <param name="rounds">How often each kind is measured; the medians count.</param>
    public static async Task<int> RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("rating-grains-bench-");
        try
        {
            await using var host = await HostProcess.StartAsync(Path.Combine(folder.FullName, "ratings.db"));
            var posts = new HookPosts(host.Client, host.Address);
            await posts.ConnectAsync();
            Load[] loads =
            [
                new("GET /health/live", Many, NoOps, 1, posts.NoOp),
                new("Telegram, an update each", Many, Updates, 1, posts.Telegram),
                new("WhatsApp, 100 messages each", BatchConnections, Batches, HookPosts.BatchSize, posts.Whatsapp),
                new("WhatsApp, 100 messages, one after the other", 1, Batches / 4, HookPosts.BatchSize, posts.Whatsapp),
            ];
            foreach (var load in loads)
                await load.MeasureAsync(host);
            for (var round = 0; round < rounds; round++)
            {
                foreach (var load in loads)
                    load.Runs.Add(await load.MeasureAsync(host));
            }
            MachineFacts.Print(folder.FullName);
            Print(loads, rounds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return 0;
    }

    private static void Print(Load[] loads, int rounds)
    {
        var table = new Table("Deliveries", "Connections", "Messages/s", "/ no-op", "p50", "p99", "Host's processor time");
        foreach (var load in loads)
        {
            table.Row(
                load.Name, $"{load.Connections}", $"{load.MessagesPerSecond:#,0}",
                $"{load.MessagesPerSecond / loads[0].MessagesPerSecond:0.00}",
                $"{Samples.Median(load.Runs.Select(run => run.P50)).TotalMilliseconds:0.0} ms",
                $"{Samples.Median(load.Runs.Select(run => run.P99)).TotalMilliseconds:0.0} ms",
                $"{Samples.Median(load.Runs.Select(run => run.HostMicroseconds)) / load.Messages:0} µs each message");
        }
        table.Print($"Hooks, medians of {rounds} runs");
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Bar: ≥ {PerSecondBar:#,0} messages/s with p99 < 1 s, or {RatioBar:0.0} × the request that does nothing."));
    }

    /// <param name="Messages">In each request.</param>
    private sealed record Load(
        string Name, int Connections, int Requests, int Messages, Func<int, HttpRequestMessage> Request)
    {
        public List<LoadRun> Runs { get; } = [];

        public double MessagesPerSecond => Samples.Median(Runs.Select(run => run.PerSecond)) * Messages;

        public Task<LoadRun> MeasureAsync(HostProcess host) => LoadRun.MeasureAsync([host], Connections, Requests, Request);
    }
}
