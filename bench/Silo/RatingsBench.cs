using System.Diagnostics;
using Npgsql;
using RatingGrains.Bench.Http;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.Bench.Silo;

/// <summary>Durable ratings from HTTP to PostgreSQL, each on another conversation, beside a request that does nothing:
/// the silo, the silo with Orleans' own grain storage, two silos, and the embedded host.</summary>
internal static class RatingsBench
{
    private const int Rounds = 3;
    private const int Connections = 256;
    private const int NoOps = 40_000;

    private static readonly Dictionary<string, Candidate> Candidates = new()
    {
        ["embedded"] = new("Embedded host on SQLite", 10_000, Silos: 0),
        ["silo"] = new("One silo, grains' states in batches", 10_000, Silos: 1),
        ["stock"] = new("One silo, grains' states by Orleans' AdoNet", 2_500, Silos: 1, StockStorage: true),
        ["two"] = new("Two silos, grains' states in batches", 5_000, Silos: 2),
    };

    public static bool Knows(IEnumerable<string> names) => names.All(Candidates.ContainsKey);

    /// <param name="names">Empty: all.</param>
    /// <param name="ratings">Of one run, instead of as many as each is worth.</param>
    public static async Task<int> RunAsync(IReadOnlyCollection<string> names, int? ratings = null)
    {
        await using var server = await PostgreSqlServer.StartAsync(durable: true, WriteCost.Server);
        MachineFacts.Print(Path.GetTempPath());
        var table = new Table(
            "Host", "Request", "Requests/s", "p50", "p99", "Host's processor time", "All effects delivered after");
        List<string> costs = [];
        foreach (var name in names.Count > 0 ? names : Candidates.Keys)
            costs.AddRange(await MeasureAsync(Candidates[name] with { Ratings = ratings ?? Candidates[name].Ratings }, server, table));
        table.Print($"Ratings by HTTP, {Connections} connections, medians of {Rounds} runs each, syncs on");
        Console.WriteLine();
        costs.ForEach(Console.WriteLine);
        return 0;
    }

    private static async Task<IEnumerable<string>> MeasureAsync(Candidate candidate, PostgreSqlServer server, Table table)
    {
        var folder = Directory.CreateTempSubdirectory("rating-grains-bench-");
        var database = candidate.Silos == 0 ? null : await server.DatabaseAsync();
        var hosts = new List<HostProcess>();
        try
        {
            if (candidate.StockStorage)
                await StockStorage.MakeAsync(database!, null);
            if (database is null)
                hosts.Add(await HostProcess.StartAsync(Path.Combine(folder.FullName, "ratings.db")));
            for (var i = 0; i < candidate.Silos; i++)
                hosts.Add(await SiloProcess.StartAsync(database!, candidate.StockStorage));
            return await MeasureAsync(candidate, hosts, database, table);
        }
        finally
        {
            foreach (var host in hosts)
                await host.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IEnumerable<string>> MeasureAsync(
        Candidate candidate, List<HostProcess> hosts, string? database, Table table)
    {
        var counter = new Counter(hosts[0].Client);
        await counter.OpenAsync();
        var ratings = candidate.Ratings;
        var conversations = (Rounds + 1) * ratings;
        var costs = new Costs(database, candidate.Name);
        var (clock, before) = (Stopwatch.StartNew(), ProcessorTime());
        await costs.BeginAsync();
        var requests = new Requests([.. hosts.Select(host => host.Address)], await counter.HoldAsync(conversations));
        Console.WriteLine($"{candidate.Name}: {conversations:#,0} conversations opened, answered and finished in {clock.Elapsed.TotalSeconds:0} s, {(ProcessorTime() - before) / conversations:0} µs of the host's processor time each.");
        await costs.EndAsync("opened, answered and finished", conversations);
        var settling = new Settling(hosts[0].Client);
        await LoadRun.MeasureAsync(hosts, Connections, ratings, requests.Rate);
        await SettleAsync();

        List<LoadRun> noOps = [], rates = [];
        var settled = TimeSpan.Zero;
        for (var round = 0; round < Rounds; round++)
        {
            noOps.Add(await LoadRun.MeasureAsync(hosts, Connections, NoOps, requests.NoOp));
            await costs.BeginAsync();
            rates.Add(await LoadRun.MeasureAsync(hosts, Connections, ratings, requests.Rate));
            var took = await SettleAsync();
            settled = took > settled ? took : settled;
            await costs.EndAsync("rated", ratings);
        }
        await settling.RecountAsync();
        Add("GET /health/live", noOps, "");
        Add("PUT customer-rating", rates, $"{settled.TotalSeconds:0.0} s");
        return await costs.SayAsync(conversations);

        void Add(string request, List<LoadRun> runs, string delivered) => table.Row(
            candidate.Name, request, $"{Samples.Median(runs.Select(run => run.PerSecond)):#,0}",
            $"{Samples.Median(runs.Select(run => run.P50)).TotalMilliseconds:0.0} ms",
            $"{Samples.Median(runs.Select(run => run.P99)).TotalMilliseconds:0.0} ms",
            $"{Samples.Median(runs.Select(run => run.HostMicroseconds)):0} µs each", delivered);

        double ProcessorTime() => hosts.Sum(host => host.ProcessorTime.TotalMicroseconds);

        async Task<TimeSpan> SettleAsync()
        {
            var start = Stopwatch.StartNew();
            await settling.UntilSettledAsync(requests.Rated);
            if (database is not null)
                await UntilDeliveredAsync(database, requests.Rated);
            return start.Elapsed;
        }
    }

    /// <summary>What each rating has to leave behind beside its row in the list and in the figures: the agent's item, the
    /// customer's thanks, and the lines of the log. When all are there, every outbox is empty.</summary>
    private static async Task UntilDeliveredAsync(string database, int ratings)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT least((SELECT count(*) FROM agent_item WHERE kind = 1), (SELECT count(*) FROM customer_event WHERE kind = 1),
              (SELECT count(*) FROM conversation_log WHERE value IS NOT NULL), (SELECT count(*) FROM conversation_log WHERE is_rating = 1))
            """,
            connection);
        while ((long)(await command.ExecuteScalarAsync())! < ratings)
            await Task.Delay(TimeSpan.FromMilliseconds(50));
    }

    /// <param name="Ratings">Of one run.</param>
    private sealed record Candidate(string Name, int Ratings, int Silos, bool StockStorage = false);
}
