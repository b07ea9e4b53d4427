using System.Globalization;

namespace RatingGrains.Bench.Http;

internal enum LoadKind
{
    NoOp,
    Rating,
    MessageIn,
}

/// <summary>The runs of all kinds, by their medians, against the bars.</summary>
internal sealed class HttpReport
{
    private const double RatingBar = 0.6;
    private const double MessageBar = 0.5;
    private const double SettledSecondsMax = 5;

    private readonly Dictionary<(LoadKind Kind, int Connections), List<LoadRun>> _runs = [];
    private TimeSpan _settled;

    /// <summary>Of the host, after the load.</summary>
    public long ResidentBytes { get; set; }

    public void Add(LoadKind kind, int connections, LoadRun run)
    {
        if (!_runs.TryGetValue((kind, connections), out var runs))
            _runs.Add((kind, connections), runs = []);
        runs.Add(run);
    }

    /// <summary>The longest counts.</summary>
    public void Settled(TimeSpan took) => _settled = took > _settled ? took : _settled;

    public void Print(int rounds)
    {
        var table = new Table("Request", "Connections", "Requests/s", "p50", "p99", "Host's processor time");
        foreach (var ((kind, connections), runs) in _runs)
        {
            table.Row(
                Name(kind), $"{connections}",
                $"{Samples.Median(runs.Select(run => run.PerSecond)):#,0}",
                $"{Samples.Median(runs.Select(run => run.P50)).TotalMilliseconds:0.0} ms",
                $"{Samples.Median(runs.Select(run => run.P99)).TotalMilliseconds:0.0} ms",
                $"{Samples.Median(runs.Select(run => run.HostMicroseconds)):0} µs each");
        }
        table.Print($"HTTP, medians of {rounds} runs");

        var (rating, message) = (Ratio(LoadKind.Rating), Ratio(LoadKind.MessageIn));
        new Table("What", "Measured", "Bar")
            .Row($"Rating / no-op at {HttpBench.Many}", $"{rating:0.00}", $"≥ {RatingBar:0.00}")
            .Row($"Message in / no-op at {HttpBench.Many}", $"{message:0.00}", $"≥ {MessageBar:0.00}")
            .Row("Outbox empty after a load, longest", $"{_settled.TotalSeconds:0.00} s", $"≤ {SettledSecondsMax} s")
            .Row("Figures against a recount of the conversations", "equal", "equal")
            .Row("Resident memory of the host after the load", MachineFacts.Mebibytes(ResidentBytes), "")
            .Print("Against the bars");
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"ratio rating/no-op at {HttpBench.Many}: {rating:0.00}"));
    }

    private double Ratio(LoadKind kind) => PerSecond(kind) / PerSecond(LoadKind.NoOp);

    private double PerSecond(LoadKind kind) =>
        Samples.Median(_runs[(kind, HttpBench.Many)].Select(run => run.PerSecond));

    private static string Name(LoadKind kind) => kind switch
    {
        LoadKind.NoOp => "GET /health/live",
        LoadKind.Rating => "PUT customer-rating, each on another conversation",
        LoadKind.MessageIn => "POST messages, half open a conversation, half go on in one",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
