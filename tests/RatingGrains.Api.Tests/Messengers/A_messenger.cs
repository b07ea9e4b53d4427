using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Messengers;

/// <summary>What every messenger must do, held against a stand-in of its API through the whole host.</summary>
public abstract partial class A_messenger : IAsyncLifetime
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

    private static string Changed(string hex) => hex[..^1] + (hex[^1] == '0' ? '1' : '0');
}
