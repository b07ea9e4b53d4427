using Microsoft.AspNetCore.Http;
using RatingGrains.Api.Host;
using RatingGrains.Api.Messengers;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Telegram;

public sealed class When_something_is_said_on_telegram : IAsyncLifetime
{
    private static readonly ConversationId Conversation = new("c-17");
    private static readonly EffectId Effect = new("conversation", "c-17", 3, 0);

    private HookHost _host = null!;

    public async Task InitializeAsync() => _host = await HookHost.StartAsync(timeout: TimeSpan.FromSeconds(2));

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_rating_request_has_a_button_for_like_and_one_for_dislike()
    {
        var result = await SayAsync("1 or 0?", CustomerEventKind.RatingRequest);

        var sent = Assert.Single(_host.Telegram.Sent);
        Assert.Equal((HookHost.Token, 42, "1 or 0?"), (sent.Token, sent.Chat, sent.Text));
        Assert.Equal(["r:c-17:1", "r:c-17:0"], sent.Buttons);
        Assert.Equal(new SendResult(MessageId.Parse($"{sent.MessageId}")), result);
    }

    [Theory]
    [InlineData(CustomerEventKind.Answer)]
    [InlineData(CustomerEventKind.Thanks)]
    [InlineData(CustomerEventKind.TooLate)]
    public async Task Everything_else_is_plain_text(CustomerEventKind kind)
    {
        await SayAsync("*Thank* you <3", kind);

        var sent = Assert.Single(_host.Telegram.Sent);
        Assert.Equal("*Thank* you <3", sent.Text);
        Assert.Equal(["chat_id", "text"], sent.Body.Select(field => field.Key));
    }

    [Fact]
    public async Task A_long_answer_comes_in_parts_and_its_prompt_under_the_last()
    {
        var words = string.Join(' ', Enumerable.Range(1000, 2000));

        await SayAsync(words, CustomerEventKind.RatingRequest);

        Assert.Equal(3, _host.Telegram.Sent.Count);
        Assert.Equal(words, string.Join(' ', _host.Telegram.Sent.Select(call => call.Text)));
        Assert.Equal([0, 0, 2], _host.Telegram.Sent.Select(call => call.Buttons.Count));
    }

    [Fact]
    public async Task A_flood_limit_names_when_to_try_again_and_the_next_try_goes_on_where_it_stopped()
    {
        var words = string.Join(' ', Enumerable.Range(1000, 1000));
        _host.Telegram.Answer(
            "sendMessage", context => context.Response.WriteAsync("""{"ok":true,"result":{"message_id":1}}"""));
        _host.Telegram.Refuse("sendMessage", 429, "Too Many Requests: retry after 7", retryAfter: 7);

        var first = await SayAsync(words);
        var second = await SayAsync(words);

        Assert.Equal((HookHost.Now.AddSeconds(7), false), (first.NotBefore, first.Lasting));
        Assert.Null(second.Error);
        Assert.Equal(3, _host.Telegram.Calls.Count);
        Assert.Equal(_host.Telegram.Calls[1].Text, _host.Telegram.Calls[2].Text);
    }

    [Theory]
    [InlineData(403, "Forbidden: bot was blocked by the user")]
    [InlineData(400, "Bad Request: chat not found")]
    public async Task What_the_customer_will_not_have_is_not_tried_again(int code, string description)
    {
        _host.Telegram.Refuse("sendMessage", code, description);

        var result = await SayAsync("hello");

        Assert.True(result.Lasting);
        Assert.Contains(description, result.Error);
        Assert.Single(_host.Telegram.Calls);
    }

    [Theory]
    [InlineData(401, "Unauthorized")]
    [InlineData(409, "Conflict")]
    public async Task What_an_operator_can_mend_is_tried_again_later(int code, string description)
    {
        _host.Telegram.Refuse("sendMessage", code, description);

        var result = await SayAsync("hello");

        Assert.Equal((false, null), (result.Lasting, result.NotBefore));
        Assert.NotNull(result.Error);
        Assert.Single(_host.Telegram.Calls);
    }

    [Fact]
    public async Task A_hiccup_is_over_before_the_outbox_notices()
    {
        _host.Telegram.Refuse("sendMessage", 500, "Internal Server Error");
        _host.Telegram.Answer("sendMessage", context =>
        {
            context.Response.StatusCode = 502;
            return context.Response.WriteAsync("<html>Bad Gateway</html>");
        });

        Assert.Null((await SayAsync("hello")).Error);
        Assert.Equal(3, _host.Telegram.Calls.Count);
    }

    [Fact]
    public async Task An_outage_is_left_to_the_outbox()
    {
        for (var i = 0; i < 3; i++)
            _host.Telegram.Refuse("sendMessage", 500, "Internal Server Error");

        var result = await SayAsync("hello");

        Assert.False(result.Lasting);
        Assert.Contains("500", result.Error);
    }

    [Fact]
    public async Task What_may_have_arrived_is_not_repeated_at_once()
    {
        _host.Telegram.Answer("sendMessage", context => UntilAbortedAsync(context.RequestAborted));

        var result = await SayAsync("hello");

        Assert.False(result.Lasting);
        Assert.Contains("in time", result.Error);
        Assert.Single(_host.Telegram.Calls);
    }

    [Fact]
    public async Task Nobody_there_is_no_exception()
    {
        await _host.Telegram.DisposeAsync();

        var result = await SayAsync("hello");

        Assert.False(result.Lasting);
        Assert.NotNull(result.Error);
    }

    [Theory]
    [InlineData("@durov", "hello")]
    [InlineData("42", " \n ")]
    public async Task What_telegram_could_not_take_is_never_sent(string chat, string text)
    {
        var result = await SayAsync(text, chat: chat);

        Assert.True(result.Lasting);
        Assert.Empty(_host.Telegram.Calls);
    }

    [Fact]
    public async Task A_token_that_cannot_be_unsealed_waits_for_a_new_one()
    {
        var settings = HookHost.Settings(HookHost.Bot with { BotToken = ReversingBox.Damaged });

        var result = await _host.Messenger.SendAsync(settings, Telling("hello"), Effect, CancellationToken.None);

        Assert.False(result.Lasting);
        Assert.NotNull(result.Error);
    }

    [Fact]
    public async Task The_token_is_in_no_log_and_no_error()
    {
        _host.Telegram.Refuse("sendMessage", 404, "Not Found");
        var result = await SayAsync("hello");
        await _host.PostAsync(TelegramCustomer.Taps(1, "r:c-17:1"));
        await Eventually.HoldsAsync(() => _host.Telegram.Calls.Count == 2);

        Assert.NotEmpty(_host.Logs.Lines);
        Assert.DoesNotContain(_host.Logs.Lines.Append(result.Error), line => line!.Contains("AA-secret"));
    }

    [Fact]
    public void It_serves_telegram_where_the_channel_has_a_bot()
    {
        var telegram = new ConnectorId("telegram");
        Assert.True(_host.Messenger.Serves(telegram, HookHost.Settings(HookHost.Bot)));
        Assert.False(_host.Messenger.Serves(telegram, HookHost.Settings(null)));
        Assert.False(_host.Messenger.Serves(new ConnectorId("viber"), HookHost.Settings(HookHost.Bot)));
    }

    private Task<SendResult> SayAsync(
        string text, CustomerEventKind kind = CustomerEventKind.Answer, string chat = "42") =>
        _host.Messenger.SendAsync(
            HookHost.Settings(HookHost.Bot), Telling(text, kind, chat), Effect, CancellationToken.None);

    private static TellCustomer Telling(
        string text, CustomerEventKind kind = CustomerEventKind.Answer, string chat = "42") => new(
        kind, Conversation,
        ThreadId.Of(new ConnectorId("telegram"), new ChannelId("bot"), ChatId.Parse(chat), CustomerId.Parse("42")),
        text, kind == CustomerEventKind.RatingRequest ? 1 : null);

    private static async Task UntilAbortedAsync(CancellationToken aborted)
    {
        var end = new TaskCompletionSource();
        await using var registration = aborted.Register(end.SetResult);
        await end.Task;
    }
}
