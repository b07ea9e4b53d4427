using System.Text.Json;

namespace RatingGrains.Bench.Scale;

/// <summary>The eight questions that supervisors ask most, one after the other as a person asks them.</summary>
internal sealed class ListPages(HttpClient client, DateTimeOffset now)
{
    private const int Asked = 300;
    private const int WarmUp = 20;
    private const double BarMilliseconds = 50;

    private readonly ContactCentre _centre = new();
    private readonly Words _words = new(new Random(3));

    public async Task MeasureAsync(Table table)
    {
        var lastWeek = Uri.EscapeDataString((now - TimeSpan.FromDays(7)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        var deep = await CursorOfPageAsync(200);
        (string Name, Func<int, string> Query)[] questions =
        [
            ("newest", _ => ""),
            ("dislike", _ => "customerRating=dislike"),
            ("stars 1–2 and dislike", _ => "supervisorRating=1,2&customerRating=dislike"),
            ("one agent's last week", i => $"agent={Agent(i)}&from={lastWeek}"),
            ("one channel's unrated", i => $"channel={Channel(i)}&customerRating=none"),
            ("by team", i => $"team={ContactCentre.Teams[i % ContactCentre.Teams.Count]}"),
            ("search by a name", _ => $"q={Uri.EscapeDataString(_words.Surname())}"),
            ("the 200th page", _ => $"cursor={Uri.EscapeDataString(deep)}"),
        ];
        foreach (var (name, query) in questions)
        {
            var times = new List<double>();
            for (var i = -WarmUp; i < Asked; i++)
            {
                var start = TimeProvider.System.GetTimestamp();
                await PageAsync(query(i + WarmUp));
                if (i >= 0)
                    times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            }
            table.Row(
                $"List: {name}",
                $"p50 {Samples.Percentile(times, 50):0.0} ms, p99 {Samples.Percentile(times, 99):0.0} ms",
                $"p99 ≤ {BarMilliseconds} ms");
        }
    }

    private async Task<string> CursorOfPageAsync(int page)
    {
        var cursor = "";
        for (var i = 1; i < page; i++)
        {
            var query = i == 1 ? "" : $"cursor={Uri.EscapeDataString(cursor)}";
            using var answer = JsonDocument.Parse(await PageAsync(query));
            // A file made small for a try has no such page; then its last one stands in.
            if (answer.RootElement.GetProperty("nextCursor").GetString() is not { } next)
                break;
            cursor = next;
        }
        return cursor;
    }

    private string Agent(int i) => _centre.Agents[i % _centre.Agents.Length].Id.Value;

    private string Channel(int i) => _centre.Desks[i % _centre.Desks.Length].Channel.Value;

    private async Task<byte[]> PageAsync(string query) =>
        await client.GetByteArrayAsync(new Uri($"/api/v1/conversations?{query}", UriKind.Relative));
}
