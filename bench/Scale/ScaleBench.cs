namespace RatingGrains.Bench.Scale;

/// <summary>How the host stands under a year's data.</summary>
internal static class ScaleBench
{
    public const int FullSize = 1_000_000;

    private const double ReadySecondsMax = 3;
    private const long ResidentMebibytesMax = 400;

    /// <summary>For each ten closed conversations, one that is open and waits.</summary>
    private const int ClosedPerOpen = 10;

    /// <param name="folder">Where the file is made once and kept; null for a folder that is deleted in the end.</param>
    public static async Task<int> RunAsync(int conversations, string? folder)
    {
        await PastFile.UseAsync(conversations, folder, database => MeasureAsync(conversations, database));
        return 0;
    }

    private static async Task MeasureAsync(int conversations, string database)
    {
        var waiting = conversations / ClosedPerOpen;
        // Time enough to make them and to start the host before.
        var due = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 30 + (waiting / 2000));
        await new DataMaker(database).MakeDueAsync(waiting, due);

        var folder = Path.GetDirectoryName(database)!;
        var bytes = new FileInfo(database).Length;
        var table = new Table("What", "Measured", "Bar");
        await using var host = await HostProcess.StartAsync(database);
        table.Row("Ready after start", $"{host.ReadyAfter.TotalSeconds:0.00} s", $"≤ {ReadySecondsMax} s");
        await new Deadlines(host.Client, due).MeasureAsync(table, waiting);
        await new ListPages(host.Client, DateTimeOffset.UtcNow).MeasureAsync(table);
        await new Exports(host, folder).MeasureAsync(table);
        table.Row(
            "Resident memory after the run", MachineFacts.Mebibytes(host.ResidentBytes),
            $"≤ {ResidentMebibytesMax} MiB");
        table.Row(
            "Size of the file",
            $"{MachineFacts.Mebibytes(bytes)}, {bytes / (conversations + waiting):#,0} bytes a conversation", "stated");
        MachineFacts.Print(folder);
        table.Print($"{conversations:#,0} conversations rated and closed, {waiting:#,0} open with deadlines");
    }
}
