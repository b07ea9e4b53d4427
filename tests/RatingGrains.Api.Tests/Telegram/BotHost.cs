using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Host;
using RatingGrains.Api.Keys;
using RatingGrains.Embedded.Host;

namespace RatingGrains.Api.Tests.Telegram;

/// <summary>The whole host on a real port and a database of its own, its channel <c>bot</c> connected to the stand-in.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    private const string AdminKey = "an-admin-key-of-these-tests-only-0123456789";
    private const string Secret = "hook-secret";

    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _http;
    private long _update = 10_000;

    private BotHost(WebApplication app, DirectoryInfo folder, BotApiStandIn telegram)
    {
        (_app, _folder, Telegram) = (app, folder, telegram);
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
    }

    public BotApiStandIn Telegram { get; }

    public static async Task<BotHost> StartAsync(string? window = "P1D", string afterFinish = "PT10M")
    {
        var telegram = await BotApiStandIn.StartAsync();
        var folder = Directory.CreateTempSubdirectory("rating-grains-");
        var app = RatingHost.Build(
        [
            "--urls", "http://127.0.0.1:0", "--Storage:Path", Path.Combine(folder.FullName, "ratings.db"),
            "--Auth:AdminKey", AdminKey, "--Telegram:ApiBaseAddress", telegram.Address,
        ]);
        await app.StartAsync();
        await app.Services.GetRequiredService<FirstAdminKey>().EnsureAsync("", CancellationToken.None);
        var host = new BotHost(app, folder, telegram);
        await host.CallAsync(HttpMethod.Put, "agents/anna", new { name = "Anna" });
        await host.ConfigureAsync(window, afterFinish);
        return host;
    }

    public Task ConfigureAsync(string? window, string afterFinish = "PT10M", bool active = true) =>
        CallAsync(HttpMethod.Put, "channels/bot", new
        {
            name = "Bot",
            active,
            agents = new[] { "anna" },
            rating = new { window },
            closing = new { afterFinish },
            telegram = new { botToken = HookHost.Token, webhookSecret = Secret },
        });

    /// <summary>The customer writes, and Telegram delivers it.</summary>
    public Task SayAsync(string text, long? replyTo = null) =>
        DeliverAsync(TelegramCustomer.Says(++_update, text, replyTo));

    public Task TapAsync(string button) => DeliverAsync(TelegramCustomer.Taps(++_update, button));

    public async Task DeliverAsync(string update, HttpStatusCode expected = HttpStatusCode.OK, string secret = Secret)
    {
        using var response = await TelegramCustomer.PostAsync(_http.BaseAddress!, "bot", update, secret);
        Assert.Equal(expected, response.StatusCode);
    }

    public Task AgentAsync(string id, string what, object? body = null) =>
        CallAsync(HttpMethod.Post, $"conversations/{id}/{what}", body);

    public async Task FinishAsync(string id)
    {
        await AgentAsync(id, "messages", new { agentId = "anna", text = "It comes tomorrow." });
        await AgentAsync(id, "finish");
    }

    public Task<JsonNode> ConversationAsync(string id) => GetAsync($"conversations/{id}");

    /// <summary>The ids of all conversations, oldest first.</summary>
    public async Task<string[]> ConversationsAsync() =>
        [.. (await ItemsAsync("conversations?sort=openedAt")).Select(row => (string)row!["id"]!)];

    public async Task<JsonArray> ItemsAsync(string path) => (await GetAsync(path))["items"]!.AsArray();

    public Task<JsonNode> GetAsync(string path) => CallAsync(HttpMethod.Get, path, null);

    /// <summary>Waits until the customer has been sent this many messages, and gives the last one.</summary>
    public async Task<BotCall> SentAsync(int count)
    {
        await Eventually.HoldsAsync(() => Telegram.Sent.Count >= count);
        Assert.Equal(count, Telegram.Sent.Count);
        return Telegram.Sent[^1];
    }

    public async Task<JsonNode> CallAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, $"api/v1/{path}");
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await _http.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {answer}");
        return answer.Length == 0 ? new JsonObject() : JsonNode.Parse(answer)!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Telegram.DisposeAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }
}
