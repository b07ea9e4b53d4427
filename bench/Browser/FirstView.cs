using System.Text.Json;

namespace RatingGrains.Bench.Browser;

/// <summary>From the address until the first rows are painted, each time in a fresh browser.</summary>
internal sealed class FirstView(HostProcess host, Chromium chromium)
{
    private const int Times = 20;
    private const int ScriptKibibytesMax = 300;
    private const int MillisecondsMax = 1_000;

    public async Task MeasureAsync(Table table)
    {
        var (waits, script) = (new List<double>(), 0L);
        for (var i = 0; i < Times; i++)
        {
            await using var window = await chromium.OpenAsync(HostSettings.AdminKey);
            await window.GoAsync(new Uri(host.Address, "/conversations"));
            waits.Add(await window.UntilAsync("bench.rowsAt") - await window.ReadAsync("bench.openedAt"));
            script = await ScriptBytesAsync(window);
        }
        table.Row("Script of the first view, gzipped", $"{script / 1024.0:0} KiB", $"≤ {ScriptKibibytesMax} KiB");
        Waits.Tell(table, "First rows after opening, nothing cached", waits, MillisecondsMax);
    }

    /// <summary>As it came over the wire, without heads.</summary>
    private static async Task<long> ScriptBytesAsync(Window window)
    {
        var loaded = await window.Page.EvaluateAsync<JsonElement>("""
            () => performance.getEntriesByType("resource").filter(({ name }) => new URL(name).pathname.endsWith(".js"))
              .map(({ encodedBodySize }) => encodedBodySize)
            """);
        return loaded.EnumerateArray().Sum(size => size.GetInt64());
    }
}
