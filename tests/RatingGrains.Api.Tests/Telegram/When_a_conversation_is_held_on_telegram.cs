using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Telegram;

public sealed class When_a_conversation_is_held_on_telegram : IAsyncLifetime
{
    private BotHost _host = null!;

    public async Task InitializeAsync() => _host = await BotHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task It_is_answered_finished_asked_for_tapped_and_thanked()
    {
        var id = await _host.OpenedAsync();
        await _host.AnswerAsync(id);
        var answer = await _host.SentAsync(1);
        Assert.Equal((42, "It comes tomorrow."), (answer.Chat, answer.Text));

        await _host.FinishAsync(id);
        var prompt = await _host.SentAsync(2);
        Assert.Equal([$"r:{id}:1", $"r:{id}:0"], prompt.Buttons);

        await _host.TapAsync(prompt.Buttons[0]);
        Assert.Empty((await _host.SentAsync(3)).Buttons);
        await Eventually.HoldsAsync(() => _host.Telegram.Calls.Any(call => call.Method == "answerCallbackQuery"));
        Assert.Equal(("like", 0), await _host.RatingAsync(id));
        Assert.Equal(("answered", null), await _host.RequestAsync(id));
    }

    [Fact]
    public async Task It_shows_who_wrote_and_to_whom_the_rating_belongs()
    {
        var (id, prompt) = await _host.AskedAsync();
        await _host.TapAsync(prompt.Buttons[0]);

        var conversation = await _host.ConversationAsync(id);
        var customer = conversation.GetProperty("customer");
        Assert.Equal("telegram", conversation.GetProperty("connector").GetString());
        Assert.Equal("42", customer.GetProperty("id").GetString());
        Assert.Equal("Ann Lee", customer.GetProperty("name").GetString());
        Assert.Equal("anna", conversation.GetProperty("customerRating").GetProperty("agentId").GetString());
    }

    [Fact]
    public async Task A_second_tap_changes_the_mind()
    {
        var (id, prompt) = await _host.AskedAsync();

        await _host.TapAsync(prompt.Buttons[0]);
        await _host.TapAsync(prompt.Buttons[1]);

        Assert.Equal(("dislike", 1), await _host.RatingAsync(id));
    }

    [Fact]
    public async Task A_typed_digit_rates_too()
    {
        var (id, _) = await _host.AskedAsync();

        await _host.SayAsync("0️⃣");

        Assert.Equal(("dislike", 0), await _host.RatingAsync(id));
        await _host.SentAsync(3);
    }

    [Fact]
    public async Task A_photo_captioned_with_a_digit_is_no_rating()
    {
        var (id, _) = await _host.AskedAsync();

        await _host.DeliverAsync(TelegramCustomer.Shows(1, "photo", "1"));

        Assert.Null(await _host.RatingAsync(id));
        Assert.Equal(("withdrawn", "customerWroteOn"), await _host.RequestAsync(id));
    }

    [Fact]
    public async Task A_reply_to_an_older_prompt_rates_the_older_conversation()
    {
        var (older, prompt) = await _host.AskedAsync();
        await _host.FinishAsync(older);
        var newer = await _host.OpenedAsync();
        Assert.NotEqual(older, newer);

        await _host.SayAsync("1", replyTo: prompt.MessageId);

        Assert.Equal(("like", 0), await _host.RatingAsync(older));
        Assert.Null(await _host.RatingAsync(newer));
    }

    [Fact]
    public async Task A_tap_on_somebody_elses_button_rates_nothing_of_theirs()
    {
        var (id, prompt) = await _host.AskedAsync();

        await _host.DeliverAsync(TelegramCustomer.Taps(1, prompt.Buttons[1], user: 666));

        Assert.Null(await _host.RatingAsync(id));
    }

    [Fact]
    public async Task A_repeated_tap_does_nothing_twice()
    {
        var (id, prompt) = await _host.AskedAsync();
        var tap = TelegramCustomer.Taps(77_000, prompt.Buttons[1]);

        await _host.DeliverAsync(tap);
        await _host.TapAsync(prompt.Buttons[0]);
        await _host.DeliverAsync(tap);

        Assert.Equal(("like", 1), await _host.RatingAsync(id));
    }

    [Fact]
    public async Task A_repeated_message_opens_one_conversation()
    {
        var update = TelegramCustomer.Says(77_000, "Hello");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _host.DeliverAsync(update)));
        await _host.DeliverAsync(TelegramCustomer.Says(77_000, "Something else under the same number"));

        var id = Assert.Single(await _host.ConversationsAsync());
        Assert.Single(await _host.ItemsAsync($"conversations/{id}/messages"));
    }

    [Fact]
    public async Task Too_late_is_said_and_not_counted()
    {
        var (id, _) = await _host.AskedAsync();
        _host.Clock.Advance(TimeSpan.FromDays(1));

        await _host.SayAsync("1");

        await _host.SentAsync(3);
        Assert.Null(await _host.RatingAsync(id));
        Assert.Single(await _host.ConversationsAsync());
        Assert.Contains(
            await _host.ItemsAsync($"conversations/{id}/history"),
            entry => entry.GetProperty("what").GetString() == "late");
    }

    [Fact]
    public async Task An_inactive_channel_opens_nothing_and_telegram_is_told_to_stop()
    {
        await _host.ConfigureAsync(active: false);

        await _host.SayAsync("Hello?");

        Assert.Empty(await _host.ConversationsAsync());
    }

    [Fact]
    public async Task A_wrong_secret_gets_nowhere()
    {
        await _host.DeliverAsync(TelegramCustomer.Says(1, "Hello"), HttpStatusCode.Unauthorized, secret: "guess");

        Assert.Empty(await _host.ConversationsAsync());
    }
}
