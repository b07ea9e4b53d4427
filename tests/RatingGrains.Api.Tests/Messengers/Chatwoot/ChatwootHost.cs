using System.Net;
using System.Text;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Messengers.Chatwoot;

/// <summary>The whole host following a Chatwoot installation, whose events are written as it writes them.</summary>
internal sealed class ChatwootHost : IAsyncDisposable
{
    private const string Secret = "chatwoot-webhook-secret";
    private int _messages = 100;

    private ChatwootHost(ApiHost host) => Host = host;

    public ApiHost Host { get; private set; }

    public static async Task<ChatwootHost> StartAsync(string? inboxId = null)
    {
        var host = await ApiHost.StartAsync();
        var centre = new Centre(host);
        await centre.AgentAsync("anna", "support");
        await centre.AgentAsync("boris", "support");
        await centre.ChannelAsync("shop", new
        {
            name = "Shop",
            agents = new[] { "anna", "boris" },
            rating = new { window = "P1D" },
            chatwoot = new
            {
                secret = Secret,
                inboxId,
                agents = new[] { new { id = "7", agentId = "anna" }, new { id = "8", agentId = "boris" } },
            },
        });
        return new ChatwootHost(host);
    }

    /// <summary>Everything is read from the file again.</summary>
    public async Task RestartAsync() => Host = await Host.RestartAsync();

    public Task SaysAsync(string text) => DeliverAsync(Message("message_created", "incoming", text, Contact));

    public Task AnswersAsync(int agent, string text) => DeliverAsync(Message(
        "message_created", "outgoing", text, $$"""{"id":{{agent}},"name":"Agent","type":"user"}"""));

    public Task ResolvesAsync(int? assignee, string status = "resolved") => DeliverAsync($$$"""
        {"event":"conversation_status_changed","id":5,"inbox_id":3,"status":"{{{status}}}","timestamp":{{{++_messages}}},
        "meta":{"sender":{"id":42,"name":"Ann"},"assignee":{{{Holder(assignee)}}}},
        "account":{"id":1}}
        """);

    private static string Holder(int? assignee) => assignee is { } id ? JsonSerializer.Serialize(new { id }) : "null";

    public Task SurveyedAsync(int face, string? words = null) => DeliverAsync($$$"""
        {"event":"message_updated","id":99,"content":"Please rate the conversation","content_type":"input_csat",
        "message_type":"template","private":false,"content_attributes":{"submitted_values":{"csat_survey_response":
        {"rating":{{{face}}},"feedback_message":{{{JsonSerializer.Serialize(words)}}}}}
        },{{{Place}}}}
        """);

    public const string Contact = """{"id":42,"name":"Ann","type":"contact"}""";

    public const string Place = """
        "inbox":{"id":3,"name":"Web"},"account":{"id":1},"conversation":{"id":5,"status":"open",
        "meta":{"sender":{"id":42,"name":"Ann"},"assignee":{"id":7}}}
        """;

    public string Message(
        string type, string direction, string text, string sender, string more = "\"private\":false") => $$$"""
        {"event":"{{{type}}}","id":{{{++_messages}}},"content":{{{JsonSerializer.Serialize(text)}}},"content_type":"text",
        "message_type":"{{{direction}}}","created_at":"2026-03-02T09:00:00Z","sender":{{{sender}}},{{{more}}},{{{Place}}}}
        """;

    public async Task DeliverAsync(string body) => (await PostAsync(body, Host.Clock.GetUtcNow())).Is(HttpStatusCode.OK);

    public Task<Answer> PostAsync(string body, DateTimeOffset at, string secret = Secret)
    {
        var seconds = at.ToUnixTimeSeconds();
        return Host.Nobody.SendAsync(
            HttpMethod.Post, "/hooks/shop/chatwoot", new StringContent(body, Encoding.UTF8, "application/json"),
            ("X-Chatwoot-Signature", "sha256=" + Signing.Hex(secret, $"{seconds}.{body}")),
            ("X-Chatwoot-Timestamp", $"{seconds}"), ("X-Chatwoot-Delivery", Guid.NewGuid().ToString()));
    }

    public async Task<JsonElement[]> ConversationsAsync() => (await Host.Admin.GetAsync("conversations?sort=openedAt")).Items;

    /// <summary>The only conversation.</summary>
    public async Task<JsonElement> ConversationAsync()
    {
        var id = Assert.Single(await ConversationsAsync()).GetProperty("id").GetString();
        return (await Host.Admin.GetAsync($"conversations/{id}")).Good;
    }

    public async Task<(string? From, string? Text)[]> MessagesAsync()
    {
        var id = (await ConversationsAsync())[^1].GetProperty("id").GetString();
        var items = (await Host.Admin.GetAsync($"conversations/{id}/messages")).Items;
        return [.. items.Select(item => (item.GetProperty("from").GetString(), item.GetProperty("text").GetString()))];
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
