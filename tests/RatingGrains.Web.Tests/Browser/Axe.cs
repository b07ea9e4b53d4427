using System.Reflection;
using System.Text.Json;
using Microsoft.Playwright;

namespace RatingGrains.Browser;

/// <summary>The rules of accessibility that a machine can check.</summary>
internal static class Axe
{
    private static readonly string[] Serious = ["serious", "critical"];

    private static readonly string Source = File.ReadAllText(
        typeof(Axe).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Axe").Value!);

    /// <summary>Fails with all that it found and where.</summary>
    public static async Task FindsNothingSeriousAsync(IPage page)
    {
        var found = await SeriousAsync(page);
        Assert.True(found.Length == 0, found);
    }

    /// <summary>What it found and where; nothing where all is well. The page's policy has to be bypassed: axe comes from
    /// outside.</summary>
    public static async Task<string> SeriousAsync(IPage page)
    {
        await page.EvaluateAsync(Source);
        var found = await page.EvaluateAsync<JsonElement>(
            "() => axe.run(document, { resultTypes: ['violations'] })");
        Assert.NotEmpty(found.GetProperty("passes").EnumerateArray());
        var serious = found.GetProperty("violations").EnumerateArray()
            .Where(violation => Serious.Contains(violation.GetProperty("impact").GetString()))
            .SelectMany(violation => violation.GetProperty("nodes").EnumerateArray())
            .Select(node => $"{node.GetProperty("target")} {node.GetProperty("failureSummary")}");
        return string.Join('\n', serious);
    }
}
