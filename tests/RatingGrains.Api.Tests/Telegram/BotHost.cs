using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Telegram;

/// <summary>The whole host with its channel <c>bot</c> connected to the stand-in, and its agent Anna.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    private const string Secret = "hook-secret";

    private readonly ApiHost _api;
    private long _update = 10_000;

    private BotHost(ApiHost api, BotApiStandIn telegram) => (_api, Telegram) = (api, telegram);

    public BotApiStandIn Telegram { get; }

    public TestClock Clock => _api.Clock;

    public static async Task<BotHost> StartAsync()
    {
        var telegram = await BotApiStandIn.StartAsync();
        var api = await ApiHost.StartAsync(null, $"Telegram:ApiBaseAddress={telegram.Address}");
        await new Centre(api).AgentAsync("anna");
        var host = new BotHost(api, telegram);
        await host.ConfigureAsync();
        return host;
    }

    public Task ConfigureAsync(bool active = true) => new Centre(_api).ChannelAsync("bot", new
    {
        name = "Bot",
        active,
        agents = new[] { "anna" },
        rating = new { window = "P1D" },
        telegram = new { botToken = HookHost.Token, webhookSecret = Secret },
    });

    /// <summary>The customer writes, and Telegram delivers it.</summary>
    public Task SayAsync(string text, long? replyTo = null) =>
        DeliverAsync(TelegramCustomer.Says(++_update, text, replyTo));

    public Task TapAsync(string button) => DeliverAsync(TelegramCustomer.Taps(++_update, button));

    public async Task DeliverAsync(
        string update, HttpStatusCode expected = HttpStatusCode.OK, string secret = Secret) =>
        (await TelegramCustomer.PostAsync(_api.Nobody, update, secret)).Is(expected);

    /// <summary>The conversation that the customer's first words open.</summary>
    public async Task<string> OpenedAsync()
    {
        await SayAsync("Where is my parcel?");
        return (await ConversationsAsync())[^1];
    }

    public Task AnswerAsync(string id) =>
        DoAsync($"conversations/{id}/messages", new { agentId = "anna", text = "It comes tomorrow." });

    public Task FinishAsync(string id) => DoAsync($"conversations/{id}/finish");

    public async Task DoAsync(string path, object? body = null) => _ = (await _api.Admin.PostAsync(path, body)).Good;

    /// <summary>A conversation that is answered and finished, and the prompt that asks for its rating.</summary>
    public async Task<(string Id, BotCall Prompt)> AskedAsync()
    {
        var id = await OpenedAsync();
        await AnswerAsync(id);
        await FinishAsync(id);
        return (id, await SentAsync(2));
    }

    public async Task<JsonElement> ConversationAsync(string id) => (await _api.Admin.GetAsync($"conversations/{id}")).Good;

    /// <summary>The value that counts and how often it was changed; null where there is none.</summary>
    public async Task<(string? Value, int Changes)?> RatingAsync(string id)
    {
        var rating = (await ConversationAsync(id)).GetProperty("customerRating");
        return rating.ValueKind == JsonValueKind.Null
            ? null
            : (rating.GetProperty("value").GetString(), rating.GetProperty("changes").GetInt32());
    }

    public async Task<(string? State, string? Reason)> RequestAsync(string id)
    {
        var request = (await ConversationAsync(id)).GetProperty("ratingRequest");
        return (request.GetProperty("state").GetString(), request.GetProperty("reason").GetString());
    }

    /// <summary>The ids of all conversations, oldest first.</summary>
    public async Task<string[]> ConversationsAsync() =>
        [.. (await ItemsAsync("conversations?sort=openedAt")).Select(row => row.GetProperty("id").GetString()!)];

    public async Task<JsonElement[]> ItemsAsync(string path) => (await _api.Admin.GetAsync(path)).Items;

    /// <summary>Waits until the customer has been sent this many messages, and gives the last one.</summary>
    public async Task<BotCall> SentAsync(int count)
    {
        await Eventually.HoldsAsync(() => Telegram.Sent.Count >= count);
        Assert.Equal(count, Telegram.Sent.Count);
        return Telegram.Sent[^1];
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await Telegram.DisposeAsync();
    }
}
