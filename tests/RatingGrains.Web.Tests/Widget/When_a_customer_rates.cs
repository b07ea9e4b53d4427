using RatingGrains.Browser;
using static Microsoft.Playwright.Assertions;

namespace RatingGrains.Widget;

[Collection(InBrowser.Name)]
public sealed class When_a_customer_rates(Chromium chromium)
{
    private const string Thanks = "Thank you! We are glad that we could help.";
    private const string Sorry = "Thank you for telling us. We will look into it.";
    private const string TooLate = "Alas, the time to rate is over.";

    [WebFact]
    public async Task a_like_is_one_tap_and_is_thanked_for()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var conversation = await shop.FinishedAsync();
        await shop.Chat.Log.SaysAsync("How did we do today?");

        await shop.Chat.Like.ClickAsync();

        await shop.Chat.Log.SaysAsync(Thanks);
        await shop.Chat.Like.IsPressedAsync();
        await shop.IsRatedAsync(conversation, "like");
        Assert.Empty(shop.Errors);
    }

    [WebFact]
    public async Task a_dislike_takes_a_comment()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var conversation = await shop.FinishedAsync();

        await shop.Chat.Dislike.ClickAsync();
        await shop.Chat.Comment.FillAsync("It took <b>too</b> long.");
        await shop.Chat.Button("Send the comment").ClickAsync();

        await shop.IsRatedAsync(conversation, "dislike", "It took <b>too</b> long.");
        await shop.Chat.Page.Locator("rating-chat blockquote").SaysAsync("It took <b>too</b> long.");
        await Expect(shop.Chat.Lines.Filter(new() { HasText = Sorry })).ToHaveCountAsync(1);
    }

    [WebFact]
    public async Task a_rating_may_wait_until_later_over_a_reload_too()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var conversation = await shop.FinishedAsync();

        await shop.Chat.Later.ClickAsync();
        await shop.Chat.RateNow.ShowsAsync();
        await shop.Chat.Like.IsGoneAsync();
        await shop.RequestIsAsync(conversation, "later");
        await shop.Chat.ReloadAsync();
        await shop.Chat.RateNow.ClickAsync();
        await shop.Chat.Like.ClickAsync();

        await shop.IsRatedAsync(conversation, "like");
    }

    [WebFact]
    public async Task a_mind_may_be_changed_and_the_last_word_counts()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var conversation = await shop.FinishedAsync();

        await shop.Chat.Like.ClickAsync();
        await shop.Chat.Like.IsPressedAsync();
        await shop.Chat.Dislike.ClickAsync();

        await shop.Chat.Dislike.IsPressedAsync();
        await shop.Chat.Like.IsPressedAsync(false);
        await shop.IsRatedAsync(conversation, "dislike");
    }

    [WebFact]
    public async Task too_late_is_said_in_the_channels_words()
    {
        await using var shop = await Shop.OpenAsync(
            chromium, new { window = "PT1H", graphic = new { tooLate = TooLate } });
        var conversation = await shop.FinishedAsync();

        // The deadline itself takes the buttons away. This page hears of it only after the tap: it reads one answer after
        // the other, and one waits.
        var (read, tapped) = (new TaskCompletionSource(), new TaskCompletionSource());
        await shop.Chat.Page.RouteAsync($"**/conversations/{conversation}", async route =>
        {
            if (route.Request.Method == "GET" && read.TrySetResult())
                await tapped.Task;
            await route.ContinueAsync();
        });
        await shop.Chat.Page.Context.SetOfflineAsync(true);
        await shop.Chat.Page.Context.SetOfflineAsync(false);
        await read.Task;
        shop.Host.Clock.Advance(TimeSpan.FromHours(2));
        await shop.Chat.Like.ClickAsync();
        tapped.SetResult();

        await shop.Chat.Log.SaysAsync(TooLate);
        await shop.Chat.Like.IsGoneAsync();
        await shop.IsRatedAsync(conversation, null);
        await shop.Chat.ReloadAsync();
        await shop.Chat.Log.SaysAsync("It is too late to rate this conversation");
    }

    [WebFact]
    public async Task a_request_is_withdrawn_when_the_customer_writes_on_and_comes_again()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var conversation = await shop.FinishedAsync();

        await shop.Chat.SayAsync("One more thing");

        await shop.Chat.Log.SaysAsync("We will ask for your rating when we are done.");
        await shop.Chat.Like.IsGoneAsync();
        await shop.RequestIsAsync(conversation, "withdrawn");
        await shop.Centre.FinishAsync(conversation);
        await shop.Chat.Like.ClickAsync();
        await shop.IsRatedAsync(conversation, "like");
    }

    [WebFact]
    public async Task the_icon_likes_during_the_conversation_and_nobody_asks_again()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var conversation = await shop.BeginAsync();

        await shop.Chat.LikeNow.ClickAsync();

        await shop.Chat.LikeNow.IsPressedAsync();
        await shop.IsRatedAsync(conversation, "like");
        await shop.Centre.FinishAsync(conversation);
        await shop.RequestIsAsync(conversation, "notSent");
    }

    [WebFact]
    public async Task there_is_no_icon_where_the_channel_does_not_allow_it()
    {
        await using var shop = await Shop.OpenAsync(chromium, new { allowDuringConversation = false });

        await shop.BeginAsync();

        await shop.Chat.ShowsAsync("Where is my order?");
        await shop.Chat.LikeNow.IsGoneAsync();
    }

    [WebFact]
    public async Task a_tap_without_a_network_counts_when_it_is_back()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var conversation = await shop.FinishedAsync();

        await shop.Chat.NetworkAsync(isThere: false);
        await shop.Chat.Like.ClickAsync();
        await shop.Chat.NetworkAsync(isThere: true);

        await shop.IsRatedAsync(conversation, "like");
        await shop.Chat.Like.IsPressedAsync();
    }

    [WebFact]
    public async Task another_tab_sees_it_too()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var conversation = await shop.FinishedAsync();
        var other = new ChatPage(await shop.Chat.Page.Context.NewPageAsync());
        await other.Page.GotoAsync(shop.Chat.Page.Url);
        await other.Page.GetByRole(Microsoft.Playwright.AriaRole.Button).First.ClickAsync();
        await other.Like.ShowsAsync();

        await shop.Chat.Dislike.ClickAsync();

        await other.Dislike.IsPressedAsync();
        await shop.IsRatedAsync(conversation, "dislike");
    }
}
