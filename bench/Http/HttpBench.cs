namespace RatingGrains.Bench.Http;

/// <summary>What a durable rating and a durable message cost, against a request that does nothing.</summary>
internal static class HttpBench
{
    public const int FullRounds = 5;
    public const int Many = 256;

    private const int NoOps = 40_000;
    private const int Writes = 20_000;

    private static readonly int[] ConnectionCounts = [64, Many];

    /// <param name="rounds">How often each kind is measured; the medians count.</param>
    public static async Task<int> RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("rating-grains-bench-");
        try
        {
            await using var host = await HostProcess.StartAsync(Path.Combine(folder.FullName, "ratings.db"));
            var report = await MeasureAsync(host, rounds);
            MachineFacts.Print(folder.FullName);
            report.Print(rounds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return 0;
    }

    private static async Task<HttpReport> MeasureAsync(HostProcess host, int rounds)
    {
        var counter = new Counter(host.Client);
        await counter.OpenAsync();
        var ratings = ((rounds * ConnectionCounts.Length) + 1) * Writes;
        Console.WriteLine($"Holding {ratings:#,0} conversations until each waits for its rating.");
        var requests = new Requests([host.Address], await counter.HoldAsync(ratings));
        Load[] loads =
        [
            new(LoadKind.NoOp, NoOps, requests.NoOp),
            new(LoadKind.Rating, Writes, requests.Rate),
            new(LoadKind.MessageIn, Writes, requests.Say),
        ];
        foreach (var load in loads)
            await load.RunAsync(host, Many);

        var report = new HttpReport();
        var settling = new Settling(host.Client);
        // In turns, so that what the machine does meanwhile falls on all kinds alike.
        for (var round = 0; round < rounds; round++)
        {
            foreach (var connections in ConnectionCounts)
            {
                foreach (var load in loads)
                {
                    report.Add(load.Kind, connections, await load.RunAsync(host, connections));
                    report.Settled(await settling.UntilSettledAsync(requests.Rated));
                }
            }
        }
        await settling.RecountAsync();
        report.ResidentBytes = host.ResidentBytes;
        return report;
    }

    private sealed record Load(LoadKind Kind, int Requests, Func<int, HttpRequestMessage> Request)
    {
        public Task<LoadRun> RunAsync(HostProcess host, int connections) =>
            LoadRun.MeasureAsync([host], connections, Requests, Request);
    }
}
