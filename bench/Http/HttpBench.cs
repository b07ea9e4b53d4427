using System.Globalization;

namespace RatingGrains.Bench.Http;

/// <summary>What a durable rating and a durable message cost, against a request that does nothing.</summary>
internal static class HttpBench
{
    private const int Rounds = 5;
    private const int Many = 256;
    private const int NoOps = 40_000;
    private const int Writes = 20_000;
    private const double RatingBar = 0.6;
    private const double MessageBar = 0.5;
    private const double SettledSecondsMax = 5;

    private static readonly int[] ConnectionCounts = [64, Many];

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("rating-grains-bench-");
        try
        {
            await using var host = await HostProcess.StartAsync(Path.Combine(folder.FullName, "ratings.db"));
            await MeasureAsync(host, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return 0;
    }

    private static async Task MeasureAsync(HostProcess host, string folder)
    {
        var counter = new Counter(host.Client);
        await counter.OpenAsync();
        var ratings = ((Rounds * ConnectionCounts.Length) + 1) * Writes;
        Console.WriteLine($"Holding {ratings:#,0} conversations until each waits for its rating.");
        var requests = new Requests(host.Address, await counter.HoldAsync(ratings));
        var settling = new Settling(host.Client);

        Kind[] kinds = [new("/health/live", NoOps, requests.NoOp), new("rating", Writes, requests.Rate), new("message in", Writes, requests.Say)];
        foreach (var kind in kinds)
            await LoadRun.MeasureAsync(host, Many, kind.Requests, kind.Request);
        var runs = new Dictionary<(Kind Kind, int Connections), List<LoadRun>>();
        var settled = TimeSpan.Zero;
        // In turns, so that what the machine does meanwhile falls on all kinds alike.
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (connections, kind) in ConnectionCounts.SelectMany(count => kinds.Select(kind => (count, kind))))
            {
                if (!runs.TryGetValue((kind, connections), out var list))
                    runs.Add((kind, connections), list = []);
                list.Add(await LoadRun.MeasureAsync(host, connections, kind.Requests, kind.Request));
                var took = await settling.UntilSettledAsync(requests.Rated);
                settled = took > settled ? took : settled;
            }
        }
        await settling.RecountAsync();
        Print(runs, kinds, settled, folder, host);
    }

    private static void Print(
        Dictionary<(Kind Kind, int Connections), List<LoadRun>> runs, Kind[] kinds, TimeSpan settled, string folder,
        HostProcess host)
    {
        MachineFacts.Print(folder);
        var table = new Table("Request", "Connections", "Requests/s", "p50", "p99", "Host's processor time");
        foreach (var ((kind, connections), list) in runs)
        {
            table.Row(
                kind.Name, $"{connections}", $"{Samples.Median(list.Select(run => run.PerSecond)):#,0}",
                $"{Samples.Median(list.Select(run => run.P50)).TotalMilliseconds:0.0} ms",
                $"{Samples.Median(list.Select(run => run.P99)).TotalMilliseconds:0.0} ms",
                $"{Samples.Median(list.Select(run => run.HostMicroseconds)):0} µs each");
        }
        table.Print($"HTTP, medians of {Rounds} runs; of the messages half open a conversation, half go on in one");

        var rating = Ratio(kinds[1]);
        new Table("What", "Measured", "Bar")
            .Row($"rating / no-op at {Many}", $"{rating:0.00}", $"≥ {RatingBar:0.00}")
            .Row($"message in / no-op at {Many}", $"{Ratio(kinds[2]):0.00}", $"≥ {MessageBar:0.00}")
            .Row("outbox empty after the load (longest of all runs)", $"{settled.TotalSeconds:0.00} s", $"≤ {SettledSecondsMax} s")
            .Row("resident memory of the host after the load", MachineFacts.Mebibytes(host.ResidentBytes), "")
            .Print("Against the bars; figures were equal to a recount");
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio rating/no-op at {Many}: {rating:0.00}"));

        double Ratio(Kind kind) => PerSecond(kind) / PerSecond(kinds[0]);
        double PerSecond(Kind kind) => Samples.Median(runs[(kind, Many)].Select(run => run.PerSecond));
    }

    private sealed record Kind(string Name, int Requests, Func<int, HttpRequestMessage> Request);
}
