using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace RatingGrains.Bench.Http;

/// <summary>A small contact centre, set up through the public API: four channels, twenty agents.</summary>
internal sealed class Counter(HttpClient client)
{
    private const int Agents = 20;
    private const int SetUpAtOnce = 64;

    public static IReadOnlyList<string> Channels { get; } = ["web", "shop", "app", "help"];

    public static IEnumerable<string> AgentIds => Enumerable.Range(0, Agents).Select(AgentId);

    public static string ChannelId(int i) => Channels[i % Channels.Count];

    public async Task OpenAsync()
    {
        foreach (var agent in AgentIds)
            await SendAsync(HttpMethod.Put, $"agents/{agent}", new { name = agent, team = "support" });
        foreach (var channel in Channels)
        {
            await SendAsync(HttpMethod.Put, $"channels/{channel}", new
            {
                name = channel,
                agents = AgentIds,
                rating = new { window = "P1D" },
                closing = new { afterFinish = "PT4H" },
            });
        }
    }

    /// <summary>Holds and finishes conversations, so that each waits for its rating.</summary>
    public async Task<IReadOnlyList<Waiting>> HoldAsync(int count)
    {
        var waiting = new Waiting[count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = SetUpAtOnce },
            async (i, _) => waiting[i] = await HoldOneAsync(i));
        return waiting;
    }

    private async Task<Waiting> HoldOneAsync(int i)
    {
        using var opened = await SendAsync(HttpMethod.Post, $"channels/{ChannelId(i)}/messages", new
        {
            connector = "liveChat",
            chatId = $"chat-{i}",
            userId = $"user-{i}",
            userName = $"Customer {i}",
            messageId = "1",
            text = "Hello, where is my order?",
        });
        var id = opened.RootElement.GetProperty("conversationId").GetString()!;
        (await SendAsync(HttpMethod.Post, $"conversations/{id}/messages", new
        {
            text = "Hello, it is on its way and will be with you on Monday.",
            agentId = AgentId(i),
        })).Dispose();
        (await SendAsync(HttpMethod.Post, $"conversations/{id}/finish", new { })).Dispose();
        using var token = await SendAsync(HttpMethod.Post, $"conversations/{id}/customer-token", new { });
        return new Waiting(id, "Bearer " + token.RootElement.GetProperty("token").GetString());
    }

    private async Task<JsonDocument> SendAsync(HttpMethod method, string path, object body)
    {
        using var message = new HttpRequestMessage(method, new Uri($"/api/v1/{path}", UriKind.Relative));
        message.Content = JsonContent.Create(body);
        using var answer = await client.SendAsync(message);
        var text = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text)
            : throw new InvalidOperationException($"{method} {path}: {Encoding.UTF8.GetString(text)}");
    }

    private static string AgentId(int i) => $"agent-{i % Agents:00}";
}

/// <summary>A conversation that waits for its rating.</summary>
/// <param name="Bearer">Its customer's token, as the header has it.</param>
internal sealed record Waiting(string Id, string Bearer);
