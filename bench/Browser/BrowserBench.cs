using RatingGrains.Bench.Scale;

namespace RatingGrains.Bench.Browser;

/// <summary>How long people wait who look at the console, from what they do until it is painted.</summary>
internal static class BrowserBench
{
    public const int FullSize = 1_000_000;

    /// <param name="folder">Where the file is made once and kept; null for a folder that is deleted in the end.</param>
    public static async Task<int> RunAsync(int conversations, string? folder)
    {
        if (Chromium.ExecutablePath is null)
        {
            Console.Error.WriteLine("There is no Chromium here; CHROMIUM_PATH says where one is.");
            return 1;
        }
        await PastFile.UseAsync(conversations, folder, database => MeasureAsync(conversations, database));
        return 0;
    }

    private static async Task MeasureAsync(int conversations, string database)
    {
        await using var host = await HostProcess.StartAsync(database);
        await using var chromium = await Chromium.StartAsync();
        var table = new Table("What", "Measured", "Bar");
        await new FirstView(host, chromium).MeasureAsync(table);
        await new Filters(host, chromium).MeasureAsync(table);
        await new Taps(host, chromium).MeasureAsync(table);
        MachineFacts.Print(Path.GetDirectoryName(database)!);
        table.Print($"The console over {conversations:#,0} conversations, host and browser on this machine");
    }
}
