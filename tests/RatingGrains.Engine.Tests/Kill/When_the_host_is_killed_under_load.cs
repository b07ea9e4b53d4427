using System.Collections.Concurrent;
using System.Text.Json;
using RatingGrains.Contract;

namespace RatingGrains.Kill;

public sealed class When_the_host_is_killed_under_load : IDisposable
{
    private const int Kills = 3;
    private const int Customers = 16;
    private const int RatingsBetweenKills = 150;

    private readonly string _folder = Directory.CreateTempSubdirectory("rating-kill-").FullName;
    private readonly ConcurrentDictionary<string, string> _acknowledged = new();
    private readonly ConcurrentBag<(string Customer, string MessageId, string Text)> _unanswered = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_counted_twice()
    {
        var host = await HostProcess.StartAsync(_folder);
        await host.SendAsync(HttpMethod.Put, "/api/v1/agents/anna", new { name = "Anna" });
        await host.SendAsync(HttpMethod.Put, "/api/v1/channels/web", new { name = "Website", agents = new[] { "anna" } });
        for (var kill = 1; kill <= Kills; kill++)
        {
            var load = Enumerable.Range(0, Customers).Select(n => RateUntilKilledAsync(host, $"{kill}-{n}")).ToArray();
            var target = kill * RatingsBetweenKills;
            await Eventually.BecomesTrue(() => _acknowledged.Count >= target, $"{target} ratings are acknowledged");
            await host.KillAsync();
            await Task.WhenAll(load);
            await host.DisposeAsync();
            host = await HostProcess.StartAsync(_folder);
            await RepeatUnansweredAsync(host);
            await EverythingIsThereAsync(host);
        }
        await host.DisposeAsync();
    }

    /// <summary>One customer after the other: writes, is answered, asked, and rates by a digit, until the host is gone.</summary>
    private async Task RateUntilKilledAsync(HostProcess host, string name)
    {
        for (var n = 0; ; n++)
        {
            var customer = $"{name}-{n}";
            var text = n % 3 == 0 ? "0" : "1";
            var rating = ($"{customer}", $"{customer}-rating", text);
            var sent = false;
            try
            {
                var opened = await host.SendAsync(HttpMethod.Post, "/api/v1/channels/web/messages", Message(customer, $"{customer}-hello", "Hello"));
                var id = opened.GetProperty("conversationId").GetString()!;
                await host.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/messages", new { agentId = "anna", text = "Yes?" });
                await host.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/finish", new { });
                sent = true;
                var rated = await host.SendAsync(HttpMethod.Post, "/api/v1/channels/web/messages", Message(rating));
                Assert.Equal("rated", rated.GetProperty("outcome").GetString());
                _acknowledged[id] = Value(text);
            }
            catch (HttpRequestException gone) when (gone.StatusCode is null)
            {
                if (sent)
                    _unanswered.Add(rating);
                return;
            }
        }
    }

    /// <summary>What a connector does whose message got no answer: sends it again.</summary>
    private async Task RepeatUnansweredAsync(HostProcess host)
    {
        while (_unanswered.TryTake(out var rating))
        {
            var answer = await host.SendAsync(HttpMethod.Post, "/api/v1/channels/web/messages", Message(rating));
            Assert.True(answer.GetProperty("outcome").GetString() is "rated" or "duplicate", answer.GetRawText());
            _acknowledged[answer.GetProperty("conversationId").GetString()!] = Value(rating.Text);
        }
    }

    private async Task EverythingIsThereAsync(HostProcess host)
    {
        var listed = await ListAsync(host, "/api/v1/conversations?customerRating=like,dislike&limit=200");
        var ratings = listed.ToDictionary(row => row.GetProperty("id").GetString()!, row => row.GetProperty("customerRating").GetString()!);
        Assert.Equal(_acknowledged.OrderBy(rated => rated.Key), ratings.OrderBy(rated => rated.Key));

        var all = (await host.SendAsync(HttpMethod.Get, "/api/v1/agents/anna/summary", null)).GetProperty("all");
        Assert.Equal(ratings.Values.Count(value => value == "like"), all.GetProperty("likes").GetInt32());
        Assert.Equal(ratings.Values.Count(value => value == "dislike"), all.GetProperty("dislikes").GetInt32());
        var told = await ListAsync(host, "/api/v1/agents/anna/notifications?limit=200");
        Assert.Equal(
            ratings.Keys.Order(), told.Select(item => item.GetProperty("conversationId").GetString()!).Order());
    }

    private static async Task<List<JsonElement>> ListAsync(HostProcess host, string path)
    {
        var items = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await host.SendAsync(HttpMethod.Get, cursor is null ? path : $"{path}&cursor={cursor}", null);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        return items;
    }

    private static object Message((string Customer, string MessageId, string Text) message) =>
        Message(message.Customer, message.MessageId, message.Text);

    private static object Message(string customer, string messageId, string text) =>
        new { connector = "sms", chatId = customer, userId = customer, messageId, text };

    private static string Value(string text) => text == "1" ? "like" : "dislike";
}
