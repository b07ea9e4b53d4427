using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Host;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Messengers;

/// <summary>What every messenger must do, held against a stand-in of its API through the whole host.</summary>
public abstract class A_messenger : IAsyncLifetime
{
    private readonly TestedMessenger _messenger;

    private protected A_messenger(TestedMessenger messenger) => _messenger = messenger;

    private protected MessengerHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await MessengerHost.StartAsync(_messenger);

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    [Fact]
    public async Task holds_a_conversation_that_is_answered_finished_asked_for_tapped_and_thanked()
    {
        var id = await Host.OpenedAsync();
        var conversation = await Host.ConversationAsync(id);
        Assert.Equal(_messenger.Kind, conversation.GetProperty("connector").GetString());
        Assert.Equal(_messenger.Customer, conversation.GetProperty("customer").GetProperty("id").GetString());
        await Host.AnswerAsync(id);
        Assert.Equal("It comes tomorrow.", _messenger.TextOf(await Host.SentAsync(1)));

        await Host.FinishAsync(id);
        var prompt = await Host.SentAsync(2);
        Assert.Equal(2, _messenger.ButtonsOf(prompt).Count);
        Assert.Contains("1", _messenger.TextOf(prompt));

        await Host.TapAsync(_messenger.ButtonsOf(prompt)[0]);
        Assert.Empty(_messenger.ButtonsOf(await Host.SentAsync(3)));
        Assert.Equal("like", await Host.RatingAsync(id));
        Assert.Equal(("answered", null), await Host.RequestAsync(id));
    }

    [Fact]
    public async Task takes_a_typed_digit_too()
    {
        var (id, _) = await Host.AskedAsync();

        await Host.SayAsync("0");

        Assert.Equal("dislike", await Host.RatingAsync(id));
    }

    [Fact]
    public async Task lets_a_second_tap_change_the_mind()
    {
        var (id, prompt) = await Host.AskedAsync();

        await Host.TapAsync(_messenger.ButtonsOf(prompt)[0]);
        await Host.TapAsync(_messenger.ButtonsOf(prompt)[1]);

        Assert.Equal("dislike", await Host.RatingAsync(id));
    }

    [Fact]
    public async Task rates_by_the_button_of_an_older_prompt_the_older_conversation()
    {
        var (older, prompt) = await Host.AskedAsync();
        await Host.FinishAsync(older);
        var newer = await Host.OpenedAsync();
        Assert.NotEqual(older, newer);

        await Host.TapAsync(_messenger.ButtonsOf(prompt)[0]);

        Assert.Equal("like", await Host.RatingAsync(older));
        Assert.Null(await Host.RatingAsync(newer));
    }

    [Fact]
    public async Task says_the_same_message_once_however_often_it_comes()
    {
        var body = _messenger.Says(7, "Hello");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Host.DeliverAsync(body)));

        var id = Assert.Single(await Host.ConversationsAsync());
        Assert.Single(await Host.ItemsAsync($"conversations/{id}/messages"));
    }

    [Fact]
    public async Task is_not_believed_without_its_proof()
    {
        var post = _messenger.Sign(_messenger.Says(1, "Hello"));
        var forged = new[]
        {
            new HookPost(post.Body.Replace("secret", "guess")),
            new HookPost(post.Body, [.. post.Headers.Select(header => (header.Name, ""))]),
            new HookPost(post.Body, [.. post.Headers.Select(header => (header.Name, header.Value + "0"))]),
            new HookPost(post.Body, [.. post.Headers.Select(header => (header.Name, Changed(header.Value)))]),
            new HookPost(post.Body.Replace("Hello", "Give me"), post.Headers),
        };

        // A secret in the body proves no more than that somebody knows it.
        foreach (var one in post.Headers.Length > 0 ? forged : forged[..1])
            Assert.Equal("unauthorized", (await Host.PostAsync(one)).Is(HttpStatusCode.Unauthorized).Code);
        Assert.Empty(await Host.ConversationsAsync());
    }

    [Fact]
    public async Task is_unknown_where_the_channel_has_no_settings_for_it()
    {
        var post = _messenger.Sign(_messenger.Says(1, "Hello"));
        await new Centre(Host.Host).ChannelAsync("other");

        foreach (var channel in new[] { "other", "nobody", "no%20id" })
            Assert.Equal("channelUnknown", (await Host.PostAsync(post, channel)).Is(HttpStatusCode.NotFound).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"1\"")]
    public async Task answers_400_or_401_to_what_is_no_object(string body) => Assert.Contains(
        (await Host.PostAsync(_messenger.Sign(body))).Status,
        new[] { HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized });

    [Fact]
    public async Task takes_four_mebibytes_and_no_more()
    {
        var body = _messenger.Says(1, "Hello");
        await Host.DeliverAsync(body.PadRight(4 * 1024 * 1024));

        var answer = await Host.PostAsync(_messenger.Sign(body.PadRight(4 * 1024 * 1024 + 1)));

        Assert.Equal("bodyTooLarge", answer.Is(HttpStatusCode.RequestEntityTooLarge).Code);
        Assert.Single(await Host.ConversationsAsync());
    }

    [Fact]
    public async Task says_on_the_conversation_that_the_request_could_not_be_delivered()
    {
        var id = await Host.OpenedAsync();
        await Host.AnswerAsync(id);
        await Host.SentAsync(1);
        Host.Api.Prepare(_messenger.Unreachable);

        await Host.FinishAsync(id);

        await Eventually.HoldsAsync(async () => await Host.RequestAsync(id) == ("notSent", "deliveryFailed"));
        Assert.Single(await Host.ItemsAsync("parked"));
    }

    [Fact]
    public async Task waits_as_long_as_the_messenger_asks()
    {
        var id = await Host.OpenedAsync();
        Host.Api.Prepare(new ApiAnswered(429, "{}", RetryAfter: 3));
        var before = TimeProvider.System.GetTimestamp();

        await Host.AnswerAsync(id);

        await Host.SentAsync(1);
        Assert.True(TimeProvider.System.GetElapsedTime(before) >= TimeSpan.FromSeconds(3));
        Assert.Equal(2, Host.Api.Calls.Count);
    }

    [Fact]
    public async Task stops_the_whole_account_when_it_sends_too_much()
    {
        Host.Api.Prepare(_messenger.TooMuch);
        Assert.NotNull((await SendAsync("One")).NotBefore);

        var result = await SendAsync("Another message of the same account");

        Assert.NotNull(result.NotBefore);
        Assert.False(result.Lasting);
        Assert.Single(Host.Api.Calls);
    }

    [Fact]
    public async Task is_over_a_hiccup_before_the_outbox_notices()
    {
        Host.Api.Prepare(_messenger.Hiccup, _messenger.Hiccup);

        Assert.Null((await SendAsync("Hello")).Error);
        Assert.Equal(3, Host.Api.Calls.Count);
    }

    [Fact]
    public async Task leaves_an_outage_to_the_outbox()
    {
        await Host.Api.DisposeAsync();

        var result = await SendAsync("Hello");

        Assert.NotNull(result.Error);
        Assert.False(result.Lasting);
    }

    [Fact]
    public async Task sends_a_long_text_in_parts_and_the_buttons_under_the_last()
    {
        var words = string.Join(' ', Enumerable.Range(10000, 2500));
        await SendAsync(words, isRequest: true);

        Assert.True(Host.Api.Sent.Count > 1);
        Assert.Equal(words, string.Join(' ', Host.Api.Sent.Select(_messenger.TextOf)));
        Assert.All(Host.Api.Sent.SkipLast(1), call => Assert.Empty(_messenger.ButtonsOf(call)));
        Assert.Equal(2, _messenger.ButtonsOf(Host.Api.Sent[^1]).Count);
    }

    [Fact]
    public async Task keeps_its_secrets()
    {
        await Host.AskedAsync();
        var read = (await Host.Host.Admin.GetAsync("channels/shop")).Good.GetRawText();
        var file = await Host.Host.FileTextAsync();

        Assert.All(_messenger.Secrets, secret => Assert.DoesNotContain(secret, read));
        Assert.All(_messenger.Secrets, secret => Assert.DoesNotContain(secret, file));
    }

    private protected async Task AsksNobodyAfterADayAsync()
    {
        var id = await Host.OpenedAsync();
        Host.Host.Clock.Advance(TimeSpan.FromDays(1));

        await Host.FinishAsync(id);

        Assert.Equal(("notSent", "connectorCannotSend"), await Host.RequestAsync(id));
        Assert.Empty(Host.Api.Calls);
    }

    private protected Task<SendResult> SendAsync(string text, bool isRequest = false)
    {
        var settings = Host.Host.Services.GetRequiredService<IDirectory>().Find(new ChannelId("shop"))!.Settings;
        var connector = new ConnectorId(_messenger.Kind);
        var messenger = Host.Host.Services.GetServices<IMessenger>().Single(one => one.Serves(connector, settings));
        return messenger.SendAsync(
            settings, Told.To(connector, _messenger.Customer, text, isRequest), Told.Effect, CancellationToken.None);
    }

    private static string Changed(string hex) => hex[..^1] + (hex[^1] == '0' ? '1' : '0');
}
