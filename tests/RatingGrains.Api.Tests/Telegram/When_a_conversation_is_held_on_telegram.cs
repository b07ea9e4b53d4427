using System.Net;
using System.Text.Json.Nodes;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Tests.Telegram;

public sealed class When_a_conversation_is_held_on_telegram : IAsyncLifetime
{
    private BotHost _host = null!;

    public async Task InitializeAsync() => _host = await BotHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task It_is_answered_finished_asked_for_tapped_and_thanked()
    {
        await _host.SayAsync("Where is my parcel?");
        var id = Assert.Single(await _host.ConversationsAsync());
        await _host.AgentAsync(id, "messages", new { agentId = "anna", text = "It comes tomorrow." });
        Assert.Equal((42, "It comes tomorrow."), ((await _host.SentAsync(1)).Chat, (await _host.SentAsync(1)).Text));

        await _host.AgentAsync(id, "finish");
        var prompt = await _host.SentAsync(2);
        Assert.Equal([$"r:{id}:1", $"r:{id}:0"], prompt.Buttons);

        await _host.TapAsync(prompt.Buttons[0]);
        var thanks = await _host.SentAsync(3);
        Assert.Empty(thanks.Buttons);
        await Eventually.HoldsAsync(() => _host.Telegram.Calls.Any(call => call.Method == "answerCallbackQuery"));

        var conversation = await _host.ConversationAsync(id);
        Assert.Equal("telegram", (string?)conversation["connector"]);
        Assert.Equal(("42", "Ann Lee"), ((string?)conversation["customer"]!["id"], (string?)conversation["customer"]!["name"]));
        Assert.Equal("answered", (string?)conversation["ratingRequest"]!["state"]);
        Assert.Equal("like", (string?)conversation["customerRating"]!["value"]);
        Assert.Equal("anna", (string?)conversation["customerRating"]!["agentId"]);
    }

    [Fact]
    public async Task A_second_tap_changes_the_mind()
    {
        var (id, prompt) = await AskedAsync();

        await _host.TapAsync(prompt.Buttons[0]);
        await _host.TapAsync(prompt.Buttons[1]);

        var rating = (await _host.ConversationAsync(id))["customerRating"]!;
        Assert.Equal(("dislike", 1), ((string?)rating["value"], (int?)rating["changes"]));
    }

    [Fact]
    public async Task A_typed_digit_rates_too()
    {
        var (id, _) = await AskedAsync();

        await _host.SayAsync("0️⃣");

        Assert.Equal("dislike", (string?)(await _host.ConversationAsync(id))["customerRating"]!["value"]);
        await _host.SentAsync(3);
    }

    [Fact]
    public async Task A_reply_to_an_older_prompt_rates_the_older_conversation()
    {
        var (older, prompt) = await AskedAsync();
        await _host.AgentAsync(older, "finish");
        await _host.SayAsync("Another question");
        var newer = (await _host.ConversationsAsync())[1];

        await _host.SayAsync("1", replyTo: prompt.MessageId);

        Assert.Equal("like", (string?)(await _host.ConversationAsync(older))["customerRating"]!["value"]);
        Assert.Null((await _host.ConversationAsync(newer))["customerRating"]);
    }

    [Fact]
    public async Task A_repeated_update_does_nothing_twice()
    {
        var (id, prompt) = await AskedAsync();
        var tap = TelegramCustomer.Taps(77_000, prompt.Buttons[1]);

        await _host.DeliverAsync(tap);
        await _host.TapAsync(prompt.Buttons[0]);
        await _host.DeliverAsync(tap);

        var rating = (await _host.ConversationAsync(id))["customerRating"]!;
        Assert.Equal(("like", 1), ((string?)rating["value"], (int?)rating["changes"]));
    }

    [Fact]
    public async Task A_repeated_message_opens_one_conversation()
    {
        var update = TelegramCustomer.Says(77_000, "Hello");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _host.DeliverAsync(update)));
        await _host.DeliverAsync(TelegramCustomer.Says(77_000, "Something else"));

        var id = Assert.Single(await _host.ConversationsAsync());
        Assert.Single(await _host.ItemsAsync($"conversations/{id}/messages"));
    }

    [Fact]
    public async Task An_inactive_channel_opens_nothing_and_telegram_is_told_to_stop()
    {
        await _host.ConfigureAsync("P1D", active: false);

        await _host.SayAsync("Hello?");

        Assert.Empty(await _host.ConversationsAsync());
    }

    [Fact]
    public async Task A_wrong_secret_gets_nowhere()
    {
        await _host.DeliverAsync(TelegramCustomer.Says(1, "Hello"), HttpStatusCode.Unauthorized, secret: "guess");

        Assert.Empty(await _host.ConversationsAsync());
    }

    [Fact]
    public async Task Too_late_is_said_and_not_counted()
    {
        await _host.ConfigureAsync("PT0.2S");
        var (id, _) = await AskedAsync();
        await Eventually.HoldsAsync(async () =>
            (string?)(await _host.ConversationAsync(id))["ratingRequest"]!["state"] == "expired");

        await _host.SayAsync("1");

        await _host.SentAsync(3);
        Assert.Null((await _host.ConversationAsync(id))["customerRating"]);
        Assert.Single(await _host.ConversationsAsync());
        Assert.Contains(await _host.ItemsAsync($"conversations/{id}/history"), entry => (string?)entry!["what"] == "late");
    }

    [Fact]
    public async Task Blocked_by_the_customer_the_request_is_not_sent_and_can_be_sent_again()
    {
        await _host.SayAsync("Where is my parcel?");
        var id = Assert.Single(await _host.ConversationsAsync());
        await _host.AgentAsync(id, "messages", new { agentId = "anna", text = "It comes tomorrow." });
        await _host.SentAsync(1);
        _host.Telegram.Refuse("sendMessage", 403, "Forbidden: bot was blocked by the user");

        await _host.AgentAsync(id, "finish");

        await Eventually.HoldsAsync(async () => RequestOf(await _host.ConversationAsync(id)) == ("notSent", "deliveryFailed"));
        var parked = Assert.Single(await _host.ItemsAsync("parked"))!;
        Assert.Contains("blocked by the user", parked.ToJsonString());

        await _host.CallAsync(HttpMethod.Post, $"parked/{parked["id"]}/retry", null);
        Assert.Equal(2, (await _host.SentAsync(2)).Buttons.Count);
        await Eventually.HoldsAsync(async () => RequestOf(await _host.ConversationAsync(id)) == ("sent", null));
        Assert.Empty(await _host.ItemsAsync("parked"));
    }

    [Fact]
    public async Task A_flood_limit_is_obeyed()
    {
        await _host.SayAsync("Where is my parcel?");
        var id = Assert.Single(await _host.ConversationsAsync());
        _host.Telegram.Refuse("sendMessage", 429, "Too Many Requests: retry after 3", retryAfter: 3);
        var before = TimeProvider.System.GetTimestamp();

        await _host.AgentAsync(id, "messages", new { agentId = "anna", text = "It comes tomorrow." });

        await _host.SentAsync(1);
        Assert.True(TimeProvider.System.GetElapsedTime(before) >= TimeSpan.FromSeconds(3));
        Assert.Equal(2, _host.Telegram.Calls.Count);
    }

    [Fact]
    public async Task An_outage_is_waited_out()
    {
        await _host.SayAsync("Where is my parcel?");
        var id = Assert.Single(await _host.ConversationsAsync());
        for (var i = 0; i < 4; i++)
            _host.Telegram.Refuse("sendMessage", 502, "Bad Gateway");

        await _host.FinishAsync(id);

        await _host.SentAsync(2);
        await Eventually.HoldsAsync(async () => RequestOf(await _host.ConversationAsync(id)) == ("sent", null));
    }

    private async Task<(string Id, BotCall Prompt)> AskedAsync()
    {
        await _host.SayAsync("Where is my parcel?");
        var id = (await _host.ConversationsAsync())[^1];
        await _host.FinishAsync(id);
        var prompt = await _host.SentAsync(2);
        Assert.NotEmpty(prompt.Buttons);
        return (id, prompt);
    }

    private static (string? State, string? Reason) RequestOf(JsonNode conversation) =>
        ((string?)conversation["ratingRequest"]!["state"], (string?)conversation["ratingRequest"]!["reason"]);
}
