using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RatingGrains.Hosting;

public sealed class When_a_rating_link_is_opened : IAsyncLifetime
{
    private LocalHost _host = null!;
    private HttpClient _admin = null!;
    private HttpClient _browser = null!;

    public async Task InitializeAsync()
    {
        _host = await LocalHost.StartAsync();
        (_admin, _browser) = (_host.Client(), _host.Client(null));
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        _browser.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task It_shows_the_question_and_rates_when_its_form_is_sent()
    {
        var conversation = await AskedAsync();
        var made = await DoAsync(HttpMethod.Post, $"conversations/{conversation}/customer-token", null);
        var link = $"/rate/{made.GetProperty("token")}";

        using var opened = await _browser.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Contains("How did we do today?", await opened.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await RatingAsync(conversation)).ValueKind);

        var form = new Dictionary<string, string> { ["value"] = "like", ["comment"] = "Quick!" };
        using var sent = await _browser.PostAsync(link, new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var rating = await RatingAsync(conversation);
        Assert.Equal("like", rating.GetProperty("value").GetString());
        Assert.Equal("Quick!", rating.GetProperty("comment").GetString());

        using var used = await _browser.GetAsync($"{link}?saved");
        Assert.Contains("Thank you!", await used.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string> AskedAsync()
    {
        await DoAsync(HttpMethod.Put, "agents/anna", new { name = "Anna" });
        await DoAsync(HttpMethod.Put, "channels/mail", new { name = "Mail", agents = new[] { "anna" } });
        var receipt = await DoAsync(
            HttpMethod.Post, "channels/mail/messages",
            new { messageId = "m1", connector = "mail", chatId = "1", userId = "1", text = "Hello" });
        var conversation = receipt.GetProperty("conversationId").GetString()!;
        var answer = new { agentId = "anna", text = "Here you are." };
        await DoAsync(HttpMethod.Post, $"conversations/{conversation}/messages", answer);
        await DoAsync(HttpMethod.Post, $"conversations/{conversation}/finish", null);
        return conversation;
    }

    private async Task<JsonElement> RatingAsync(string conversation) =>
        (await DoAsync(HttpMethod.Get, $"conversations/{conversation}", null)).GetProperty("customerRating");

    private async Task<JsonElement> DoAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/" + path);
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType());
        using var answer = await _admin.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
