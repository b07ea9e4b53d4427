using System.Text.Json;

namespace RatingGrains.Bench.Scale;

/// <summary>Waits for the moment at which many conversations are due at once, and until the lists show none of them
/// overdue.</summary>
internal sealed class Deadlines(HttpClient client, DateTimeOffset due)
{
    private const double BarSeconds = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public async Task MeasureAsync(Table table, int count)
    {
        if (due - DateTimeOffset.UtcNow is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait);
        var start = TimeProvider.System.GetTimestamp();
        while (await AnyOverdueAsync())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
                throw new TimeoutException("Conversations are overdue still.");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
        var took = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        table.Row($"{count:#,0} deadlines due in the same second", $"handled in {took:0.0} s", $"≤ {BarSeconds} s");
    }

    /// <summary>Who has gone silent is asked for a rating then; who was asked before is closed. The former are opened
    /// earlier, so that one can be told from the other.</summary>
    private async Task<bool> AnyOverdueAsync()
    {
        var askedLater = Uri.EscapeDataString((due - TimeSpan.FromHours(1)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        return await AnyAsync("status=waitingForCustomer") || await AnyAsync($"status=closing&from={askedLater}");
    }

    private async Task<bool> AnyAsync(string query)
    {
        using var page = JsonDocument.Parse(
            await client.GetByteArrayAsync(new Uri($"/api/v1/conversations?limit=1&{query}", UriKind.Relative)));
        return page.RootElement.GetProperty("items").GetArrayLength() > 0;
    }
}
