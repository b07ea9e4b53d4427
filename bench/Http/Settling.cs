using System.Text.Json;

namespace RatingGrains.Bench.Http;

/// <summary>Says when all that ratings were to cause has happened: figures show each, nothing is parked.</summary>
internal sealed class Settling(HttpClient client)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> UntilSettledAsync(int ratings)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (await FiguresAsync() != ratings || await AnyParkedAsync())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
                throw new TimeoutException("The figures do not show every rating.");
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
        return TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>Compares every agent's figures with a recount of the conversations.</summary>
    public async Task RecountAsync()
    {
        var counted = (await ExportAsync())
            .Where(row => row["customerRating"].Length > 0)
            .CountBy(row => (row["agentId"], row["customerRating"]))
            .ToDictionary();
        foreach (var agent in Counter.AgentIds)
        {
            var all = await SummaryAsync($"agents/{agent}");
            var recount = (counted.GetValueOrDefault((agent, "like")), counted.GetValueOrDefault((agent, "dislike")));
            if (all != recount)
                throw new InvalidOperationException($"{agent}: the figures say {all}, the conversations {recount}.");
        }
    }

    private async Task<int> FiguresAsync()
    {
        var ratings = 0;
        foreach (var channel in Counter.Channels)
        {
            var (likes, dislikes) = await SummaryAsync($"channels/{channel}");
            ratings += likes + dislikes;
        }
        return ratings;
    }

    private async Task<(int Likes, int Dislikes)> SummaryAsync(string of)
    {
        using var summary = await GetAsync($"{of}/summary");
        var all = summary.RootElement.GetProperty("all");
        return (all.GetProperty("likes").GetInt32(), all.GetProperty("dislikes").GetInt32());
    }

    private async Task<bool> AnyParkedAsync()
    {
        using var parked = await GetAsync("parked");
        return parked.RootElement.GetProperty("items").GetArrayLength() > 0;
    }

    /// <summary>No text of this load holds a comma, so that lines are cut at commas.</summary>
    private async Task<List<Dictionary<string, string>>> ExportAsync()
    {
        var csv = await client.GetStringAsync(new Uri("/api/v1/conversations/export?format=csv", UriKind.Relative));
        var lines = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var heads = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => heads.Zip(line.Split(',')).ToDictionary())];
    }

    private async Task<JsonDocument> GetAsync(string path) =>
        JsonDocument.Parse(await client.GetByteArrayAsync(new Uri($"/api/v1/{path}", UriKind.Relative)));
}
