using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Figures;
using RatingGrains.Ports;
using RatingGrains.Silo.Delivery;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.Bench.Silo;

/// <summary>How much the read side takes from outboxes: conversations from the first message to the rating.</summary>
internal static class ReadSideBench
{
    private const int Size = 20_000;
    private const int Callers = 200;

    public static async Task<int> RunAsync()
    {
        await using var server = await PostgreSqlServer.StartAsync(durable: true, "shared_buffers = '256MB'", "max_wal_size = '2GB'");
        using var host = await BenchHost.StartAsync(await server.DatabaseAsync(), null);
        var writer = host.Services.GetRequiredService<IReadSideWriter>();
        MachineFacts.Print(Path.GetTempPath());

        var asked = await MeasureAsync(async number =>
        {
            foreach (var (snapshot, added) in Conversations.Asked(number))
                await writer.ShowAsync(snapshot, added, default);
        });
        var rated = await MeasureAsync(number =>
        {
            var turn = Conversations.Rate(Conversations.Asked(number).Last().Snapshot);
            return writer.ShowAsync(turn.Next with { Outbox = [] }, turn.Added, default);
        });

        var counted = new Counts();
        foreach (var group in await host.Services.GetRequiredService<IReadSide>()
                     .FiguresAsync(Conversations.Web, new Periods(0, 0, 0), default))
            counted.Add(group.All);
        new Table("Read side", "A second", "p50", "p99")
            .Row(["Conversations opened, answered and asked (3 versions each)", .. asked.Cells])
            .Row(["Ratings", .. rated.Cells])
            .Print($"Shown from outboxes, {Callers} callers, {Size:#,0} conversations, syncs on");
        Console.WriteLine($"\nCounted: {counted[(int)FigureKind.Conversation]:#,0} conversations, {counted[(int)FigureKind.Like]:#,0} likes");
        await host.StopAsync();
        return counted[(int)FigureKind.Like] == Size ? 0 : 1;
    }

    private static async Task<Run> MeasureAsync(Func<int, Task> show)
    {
        var clock = Stopwatch.StartNew();
        var next = 0;
        var times = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            for (int number; (number = Interlocked.Increment(ref next)) <= Size;)
            {
                var start = Stopwatch.GetTimestamp();
                await show(number);
                mine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            return mine;
        })));
        var all = times.SelectMany(mine => mine).ToArray();
        return new Run(Size / clock.Elapsed.TotalSeconds, Samples.Median(all), Samples.Percentile(all, 99));
    }

    private readonly record struct Run(double PerSecond, double Median, double Worst)
    {
        public string[] Cells => [$"{PerSecond:#,0}", $"{Median:0.0} ms", $"{Worst:0.0} ms"];
    }
}
