using Microsoft.Playwright;
using RatingGrains.Browser;
using static Microsoft.Playwright.Assertions;

namespace RatingGrains.Widget;

[Collection(InBrowser.Name)]
public sealed class When_a_customer_chats(Chromium chromium)
{
    [WebFact]
    public async Task each_side_reads_the_other_at_once()
    {
        await using var shop = await Shop.OpenAsync(chromium);

        var conversation = await shop.BeginAsync("Where is my order?");
        await shop.Centre.AnswerAsync(conversation, "anna", "It arrives tomorrow.");

        await shop.Chat.ShowsAsync("Where is my order?", "It arrives tomorrow.");
        Assert.Equal(["Where is my order?"], await shop.WrittenAsync(conversation));
        Assert.Empty(shop.Errors);
    }

    [WebFact]
    public async Task a_reload_shows_everything_once_and_goes_on()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var conversation = await shop.BeginAsync("One");
        await shop.Centre.AnswerAsync(conversation, "anna", "Two");
        await shop.Chat.ShowsAsync("One", "Two");

        await shop.Chat.ReloadAsync();
        await shop.Chat.ShowsAsync("One", "Two");
        await shop.Chat.SayAsync("Three");
        await shop.Centre.AnswerAsync(conversation, "anna", "Four");

        await shop.Chat.Log.SaysAsync("Four");
        await Eventually.HoldsAsync(async () => (await shop.WrittenAsync(conversation)).Length == 2);
        await Expect(shop.Chat.Lines).ToHaveCountAsync(4);
    }

    [WebFact]
    public async Task nothing_is_lost_or_doubled_by_a_network_that_goes_away()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var conversation = await shop.BeginAsync("Before");
        await shop.Chat.ShowsAsync("Before");

        await shop.Chat.IsConnectedAsync();
        await shop.Chat.NetworkAsync(isThere: false);
        await shop.Chat.Status.SaysAsync("No connection.");
        await shop.Chat.SayAsync("While it is away");
        await shop.Centre.AnswerAsync(conversation, "anna", "Can you hear me?");
        await shop.Chat.ShowsAsync("Before", "While it is away");
        await shop.Chat.NetworkAsync(isThere: true);

        await shop.Chat.IsConnectedAsync();
        await Expect(shop.Chat.Lines).ToHaveCountAsync(3);
        await shop.Chat.Log.SaysAsync("Can you hear me?");
        await Eventually.HoldsAsync(async () => (await shop.WrittenAsync(conversation)).Length == 2);
        Assert.Equal(["Before", "While it is away"], await shop.WrittenAsync(conversation));
    }

    [WebFact]
    public async Task a_message_whose_answer_was_lost_is_there_once()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var lost = 0;
        await shop.Chat.Page.RouteAsync("**/channels/web/messages", async route =>
        {
            if (route.Request.Method == "POST" && lost++ == 0)
            {
                await route.FetchAsync();
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });

        var conversation = await shop.BeginAsync("Only once");
        await Eventually.HoldsAsync(() => lost > 1);
        await shop.Centre.AnswerAsync(conversation, "anna", "Yes, once.");

        await shop.Chat.ShowsAsync("Only once", "Yes, once.");
        Assert.Equal(["Only once"], await shop.WrittenAsync(conversation));
    }

    [WebFact]
    public async Task what_was_not_sent_yet_outlives_the_page()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        await shop.Chat.OpenAsync();
        await shop.Chat.Page.RouteAsync("**/channels/web/messages", route => route.AbortAsync());
        await shop.Chat.SayAsync("Still here");
        await shop.Chat.Log.SaysAsync("Sending…");

        await shop.Chat.Page.UnrouteAllAsync();
        await shop.Chat.Page.ReloadAsync();

        Assert.Equal(["Still here"], await shop.WrittenAsync(await shop.NewestAsync()));
    }

    [WebFact]
    public async Task what_waits_to_be_sent_is_not_taken_for_what_was_said_before()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var conversation = await shop.BeginAsync("Hello");
        await shop.Chat.ShowsAsync("Hello");
        await shop.Centre.FinishAsync(conversation);
        await shop.Centre.FinishAsync(conversation);
        await shop.Chat.Page.RouteAsync("**/channels/web/messages", route => route.AbortAsync());

        await shop.Chat.SayAsync("Hello");
        await shop.Chat.ReloadAsync();

        await Expect(shop.Chat.Lines.Filter(new() { HasText = "Hello" })).ToHaveCountAsync(2);
        await shop.Chat.Page.UnrouteAllAsync();
        await shop.Chat.ReloadAsync();
        Assert.Equal(["Hello"], await shop.WrittenAsync(await shop.NewestAsync(count: 2)));
    }

    [WebFact]
    public async Task a_browser_that_keeps_nothing_chats_all_the_same()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        await shop.Chat.Page.Context.AddInitScriptAsync("Storage.prototype.setItem = () => { throw new Error(); }");
        await shop.Chat.Page.ReloadAsync();

        var conversation = await shop.BeginAsync("Hello");
        await shop.Centre.AnswerAsync(conversation, "anna", "Hello!");

        await shop.Chat.ShowsAsync("Hello", "Hello!");
        Assert.Equal(["Hello"], await shop.WrittenAsync(conversation));
    }

    [WebFact]
    public async Task markup_of_either_side_stays_text()
    {
        const string Markup = "<img src=x onerror=\"document.title='run'\"><b>bold</b>";
        await using var shop = await Shop.OpenAsync(chromium);

        var conversation = await shop.BeginAsync(Markup);
        await shop.Centre.AnswerAsync(conversation, "anna", Markup);

        await shop.Chat.ShowsAsync(Markup, Markup);
        Assert.Equal(0, await shop.Chat.Page.Locator("rating-chat img, rating-chat b").CountAsync());
        Assert.Equal("A shop", await shop.Chat.Page.TitleAsync());
    }

    [WebFact]
    public async Task a_closed_window_counts_what_is_new()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var conversation = await shop.BeginAsync();
        await shop.Chat.ShowsAsync("Where is my order?");
        await shop.Chat.Button("Close the chat").ClickAsync();

        await shop.Centre.AnswerAsync(conversation, "anna", "It arrives tomorrow.");

        await shop.Chat.Button("Open the chat. New messages: 1").ClickAsync();
        await shop.Chat.ShowsAsync("Where is my order?", "It arrives tomorrow.");
        await shop.Chat.Button("Close the chat").ClickAsync();
        await shop.Chat.Button("Open the chat").ShowsAsync();
    }

    [WebFact]
    public async Task whoever_only_passes_by_asks_for_nothing()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var calls = new List<string>();
        shop.Chat.Page.Request += (_, request) => calls.Add(request.Url);

        await shop.Chat.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });

        await shop.Chat.Launcher.ShowsAsync();
        Assert.DoesNotContain(calls, call => call.Contains("/api/"));
    }
}
