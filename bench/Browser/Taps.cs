using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace RatingGrains.Bench.Browser;

/// <summary>From a customer's tap on Like until a supervisor's list shows it, and until the agent's notifications do:
/// three windows at once, on one clock.</summary>
internal sealed class Taps(HostProcess host, Chromium chromium)
{
    private const int Times = 20;
    private const int MillisecondsMax = 1_000;
    private const string Channel = "web";
    private const string Agent = "agent-00";

    /// <summary>In the window's name, because the page is another one after it.</summary>
    private const string NoteTap =
        "() => addEventListener('click', () => { name = String(performance.timeOrigin + performance.now()); }, true)";

    /// <summary>A file that is used again has those of the run before.</summary>
    private readonly string _run = $"tap-{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}";

    public async Task MeasureAsync(Table table)
    {
        var key = (await PostAsync("keys", new { role = "agent", subject = Agent })).GetProperty("key").GetString()!;
        await ReadAllAsync(key);
        await using var supervisor = await chromium.OpenAsync(HostSettings.AdminKey);
        await supervisor.GoAsync(new Uri(host.Address, "/conversations"));
        await using var agent = await chromium.OpenAsync(key);
        await agent.GoAsync(new Uri(host.Address, "/work"));
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications", Exact = true }).WaitForAsync();
        var (inList, told) = (new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            var (conversation, link) = await AskedAsync(i);
            await supervisor.Page.Locator($"tr[data-id='{conversation}']").WaitForAsync();
            await using var customer = await chromium.OpenAsync(null);
            await customer.GoAsync(link);
            await agent.Page.EvaluateAsync("() => { bench.titles = { [document.title]: 0 }; }");
            await customer.Page.EvaluateAsync(NoteTap);
            await customer.Page.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true }).ClickAsync();
            var listed = await supervisor.UntilAsync($"bench.liked['{conversation}']");
            var heard = await agent.UntilAsync("Math.max(...Object.values(bench.titles))");
            var tapped = await customer.ReadAsync("Number(name)");
            inList.Add(listed - tapped);
            told.Add(heard - tapped);
        }
        Waits.Tell(table, "A rating in the supervisor's list after the tap", inList, MillisecondsMax);
        Waits.Tell(table, "… in the agent's notifications", told, MillisecondsMax);
    }

    /// <summary>What the past year left unread is more than the count goes up to.</summary>
    private async Task ReadAllAsync(string key)
    {
        using var agent = new HttpClient { BaseAddress = host.Address };
        agent.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var newest = await agent.GetFromJsonAsync<JsonElement>(Path($"agents/{Agent}/notifications?limit=1"));
        foreach (var item in newest.GetProperty("items").EnumerateArray())
        {
            using var read = await agent.PostAsJsonAsync(
                Path($"agents/{Agent}/notifications/read"), new { upTo = item.GetProperty("id") });
            read.EnsureSuccessStatusCode();
        }
    }

    /// <summary>A conversation whose customer has the link to rate it by.</summary>
    private async Task<(string Id, Uri Link)> AskedAsync(int i)
    {
        var customer = $"{_run}-{i}";
        var written = await PostAsync($"channels/{Channel}/messages", new
        { connector = "liveChat", chatId = customer, userId = customer, messageId = "1", text = "Where is my order?" });
        var id = written.GetProperty("conversationId").GetString()!;
        await PostAsync($"conversations/{id}/accept", new { agentId = Agent });
        await PostAsync($"conversations/{id}/messages", new { agentId = Agent, text = "It arrives tomorrow." });
        await PostAsync($"conversations/{id}/finish", null);
        var given = await PostAsync($"conversations/{id}/customer-token", null);
        return (id, new Uri(host.Address, $"/rate/{given.GetProperty("token").GetString()}"));
    }

    private async Task<JsonElement> PostAsync(string path, object? body)
    {
        using var answer = await host.Client.PostAsJsonAsync(Path(path), body ?? new { });
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Uri Path(string path) => new($"/api/v1/{path}", UriKind.Relative);
}
