using Microsoft.Playwright;
using RatingGrains.Browser;
using static Microsoft.Playwright.Assertions;

namespace RatingGrains.Console;

[Collection(InBrowser.Name)]
public sealed class When_a_supervisor_looks_through_conversations(Chromium chromium) : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;
    private ConsolePage _console = null!;
    private string _good = "", _bad = "", _unrated = "";

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna", "support");
        await _centre.ChannelAsync(
            "web", new { name = "Website", agents = new[] { "anna" }, rating = new { window = "P1D" } });
        _good = await HeldAsync("Gina");
        _bad = await HeldAsync("Boris");
        _unrated = await HeldAsync("Una");
        await _centre.RateAsync(_good, "like");
        await _centre.RateAsync(_bad, "dislike", "It took <b>too</b> long");
        await _centre.ReviewAsync(_good, 5);
        await _centre.ReviewAsync(_bad, 2, "Slow");
        var key = (await _host.Admin.PostAsync("keys", new { role = "supervisor", subject = "olga" })).Good;
        _console = await ConsolePage.SignedInAsync(
            chromium, _host, key.GetProperty("key").GetString()!,
            visitor: new() { ViewportSize = new() { Width = 1400, Height = 900 } });
        await Expect(_console.Rows).ToHaveCountAsync(3);
    }

    public async Task DisposeAsync()
    {
        await _console.DisposeAsync();
        await _host.DisposeAsync();
    }

    [ConsoleFact]
    public async Task the_list_says_how_each_was_rated()
    {
        await _console.Row(_bad).SaysAsync("Dislike");
        await _console.Row(_bad).SaysAsync("Finished");
        await Expect(_console.Row(_bad).GetByRole(AriaRole.Img, new() { Name = "2 stars" })).ToBeVisibleAsync();
        await _console.Row(_unrated).SaysAsync("–");
        await _centre.FinishAsync(_unrated);
        await _console.Row(_unrated).SaysAsync("Conversation closed");
        Assert.Empty(_console.Errors);
    }

    [ConsoleFact]
    public async Task bad_ones_are_found_by_filters_that_stand_in_the_address()
    {
        await _console.FilterAsync("Supervisor rating", "1 ★", "2 ★");
        await _console.FilterAsync("Rated by client", "Dislike");

        await Expect(_console.Rows).ToHaveCountAsync(1);
        await _console.Row(_bad).ShowsAsync();
        Assert.Contains("supervisorRating=1%2C2", _console.Page.Url);
        await _console.Page.ReloadAsync();
        await Expect(_console.Rows).ToHaveCountAsync(1);
        await _console.Button("Clear").ClickAsync();
        await Expect(_console.Rows).ToHaveCountAsync(3);
    }

    [ConsoleFact]
    public async Task a_word_of_a_comment_or_a_name_is_searched()
    {
        await _console.Page.GetByLabel("Search").FillAsync("too</b> long");
        await Expect(_console.Rows).ToHaveCountAsync(1);
        await _console.Row(_bad).ShowsAsync();

        await _console.Page.GetByLabel("Search").FillAsync("gina");

        await _console.Row(_good).ShowsAsync();
        await Expect(_console.Rows).ToHaveCountAsync(1);
    }

    [ConsoleFact]
    public async Task what_happens_is_seen_without_asking()
    {
        await _centre.RateAsync(_unrated, "dislike");
        await _console.Row(_unrated).SaysAsync("Dislike");

        var newest = await _centre.WriteAsync("web", "nina");

        await _console.Row(newest).SaysAsync("nina");
        await Expect(_console.Rows).ToHaveCountAsync(4);
    }

    [ConsoleFact]
    public async Task columns_are_chosen_and_stand_in_the_address_too()
    {
        await _console.Button("Columns").ClickAsync();
        await _console.Page.GetByLabel("Supervisor’s comment").CheckAsync();
        await _console.Page.GetByLabel("Agent", new() { Exact = true }).Last.UncheckAsync();
        await _console.Page.Keyboard.PressAsync("Escape");

        await _console.Row(_bad).SaysAsync("Slow");
        await _console.Page.ReloadAsync();
        await _console.Row(_bad).SaysAsync("Slow");
        var headings = await _console.Page.GetByRole(AriaRole.Columnheader).AllInnerTextsAsync();
        Assert.DoesNotContain("Agent", headings);
    }

    [ConsoleFact]
    public async Task exactly_what_is_filtered_goes_into_the_file()
    {
        await _console.FilterAsync("Rated by client", "Dislike");
        await Expect(_console.Rows).ToHaveCountAsync(1);

        await _console.Button("Export").ClickAsync();
        var download = await _console.Page.RunAndWaitForDownloadAsync(
            () => _console.Page.GetByRole(AriaRole.Menuitem, new() { Name = "As CSV" }).ClickAsync());

        Assert.Equal("conversations.csv", download.SuggestedFilename);
        var lines = (await File.ReadAllTextAsync((await download.PathAsync())!)).Trim().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("Boris", lines[1]);
    }

    [ConsoleFact]
    public async Task a_rating_is_given_and_the_agent_is_told_in_another_browser()
    {
        var key = (await _host.Admin.PostAsync("keys", new { role = "agent", subject = "anna" })).Good;
        await using var anna =
            await ConsolePage.SignedInAsync(chromium, _host, key.GetProperty("key").GetString()!, "/work");
        await Expect(anna.Page).ToHaveTitleAsync("(4) RatingGrains");

        await _console.Row(_unrated).GetByRole(AriaRole.Link).ClickAsync();
        await _console.Page.GetByLabel("4 stars").FocusAsync();
        await _console.Page.Keyboard.PressAsync("Space");
        await _console.Page.GetByLabel("Comment").FillAsync("Well done.");
        await _console.Button("Rate").ClickAsync();

        await _console.Section("History of ratings").SaysAsync("Supervisor rated");
        await Expect(anna.Page).ToHaveTitleAsync("(5) RatingGrains");
        await anna.Button("Notifications").ClickAsync();
        await anna.Page.Locator(".notification").First.SaysAsync("Well done.");
        Assert.Empty(_console.Errors);
        Assert.Empty(anna.Errors);
    }

    [ConsoleFact]
    public async Task one_is_handed_on_to_another_agent_and_stays_in_sight()
    {
        var carl = await _centre.AgentAsync("carl", "support");
        await _centre.ChannelAsync("web", new { name = "Website", agents = new[] { "anna", "carl" } });
        var open = await _centre.WriteAsync("web", "Tom");
        await _centre.AcceptAsync(open, "anna");
        await _console.Row(open).GetByRole(AriaRole.Link).ClickAsync();

        await _console.FilterAsync("Hand on to", "carl");
        await _console.Button("Hand on").ClickAsync();

        await _console.Section("Details").SaysAsync("carl");
        await _console.Button("Finish").ShowsAsync();
        Assert.Equal("carl", (await carl.GetAsync($"conversations/{open}")).Good.GetProperty("agentId").GetString());
        await _console.Link("← To the list").ClickAsync();
        await _console.Row(open).SaysAsync("carl");
        Assert.Empty(_console.Errors);
    }

    [ConsoleFact]
    public async Task the_next_and_the_one_before_are_a_key_away()
    {
        await _console.Row(_unrated).GetByRole(AriaRole.Link).ClickAsync();
        var heading = _console.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await heading.SaysAsync("Una");

        await _console.Page.Keyboard.PressAsync("j");
        await heading.SaysAsync("Boris");
        await _console.Page.Keyboard.PressAsync("k");
        await heading.SaysAsync("Una");
        await _console.Page.Keyboard.PressAsync("j");
        await _console.Page.Keyboard.PressAsync("j");

        await heading.SaysAsync("Gina");
    }

    [ConsoleFact]
    public async Task markup_of_a_customer_stays_text()
    {
        await _console.Row(_bad).GetByRole(AriaRole.Link).ClickAsync();

        await _console.Section("Rated by client").SaysAsync("It took <b>too</b> long");
        await _console.Section("History of ratings").SaysAsync("It took <b>too</b> long");
        Assert.Equal(0, await _console.Page.Locator("main b").CountAsync());
    }

    [ConsoleFact]
    public async Task a_long_list_is_fetched_as_far_as_one_scrolls()
    {
        for (var more = 0; more < 240; more++)
            await _centre.WriteAsync("web", $"c{more}", name: $"Customer {more}");
        await _console.Page.ReloadAsync();
        await _console.Rows.First.SaysAsync("Customer 239");
        Assert.InRange(await _console.Rows.CountAsync(), 1, 80);

        await Eventually.HoldsAsync(async () =>
        {
            await _console.Page.Locator(".window").EvaluateAsync("window => window.scrollBy(0, 1000)");
            return await _console.Row(_good).IsVisibleAsync();
        });

        await _console.Row(_good).SaysAsync("Gina");
    }

    private async Task<string> HeldAsync(string name) => await _centre.HeldAsync("web", name, "anna", name);
}
