using RatingGrains.Api.Host;

namespace RatingGrains.Api.Telegram;

public sealed class When_telegram_will_not_deliver : IAsyncLifetime
{
    private BotHost _host = null!;

    public async Task InitializeAsync() => _host = await BotHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Blocked_by_the_customer_the_request_is_not_sent_and_can_be_sent_again()
    {
        var id = await _host.OpenedAsync();
        await _host.AnswerAsync(id);
        await _host.SentAsync(1);
        _host.Telegram.Refuse("sendMessage", 403, "Forbidden: bot was blocked by the user");

        await _host.FinishAsync(id);
        await Eventually.HoldsAsync(async () => await _host.RequestAsync(id) == ("notSent", "deliveryFailed"));
        var parked = Assert.Single(await _host.ItemsAsync("parked"));
        Assert.Contains("blocked by the user", parked.GetProperty("error").GetString());

        await _host.DoAsync($"parked/{parked.GetProperty("id").GetInt64()}/retry");
        var prompt = await _host.SentAsync(2);
        await Eventually.HoldsAsync(async () => await _host.RequestAsync(id) == ("sent", null));
        Assert.Empty(await _host.ItemsAsync("parked"));

        await _host.TapAsync(prompt.Buttons[0]);
        Assert.Equal(("like", 0), await _host.RatingAsync(id));
    }

    [Fact]
    public async Task A_flood_limit_is_obeyed()
    {
        var id = await _host.OpenedAsync();
        _host.Telegram.Refuse("sendMessage", 429, "Too Many Requests: retry after 3", retryAfter: 3);
        var before = TimeProvider.System.GetTimestamp();

        await _host.AnswerAsync(id);

        await _host.SentAsync(1);
        Assert.True(TimeProvider.System.GetElapsedTime(before) >= TimeSpan.FromSeconds(3));
        Assert.Equal(2, _host.Telegram.Calls.Count);
    }

    [Fact]
    public async Task An_outage_is_waited_out_and_nothing_overtakes()
    {
        var id = await _host.OpenedAsync();
        for (var i = 0; i < 4; i++)
            _host.Telegram.Refuse("sendMessage", 502, "Bad Gateway");

        await _host.AnswerAsync(id);
        await _host.FinishAsync(id);

        await _host.SentAsync(2);
        Assert.Equal([0, 2], _host.Telegram.Sent.Select(call => call.Buttons.Count));
        await Eventually.HoldsAsync(async () => await _host.RequestAsync(id) == ("sent", null));
    }
}
