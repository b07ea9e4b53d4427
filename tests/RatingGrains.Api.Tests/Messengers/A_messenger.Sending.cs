using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Host;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Messengers;

/// <summary>What is said to customers, and what becomes of it.</summary>
public abstract partial class A_messenger
{
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
}
