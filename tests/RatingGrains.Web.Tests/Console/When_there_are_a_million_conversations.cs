using RatingGrains.Browser;
using static Microsoft.Playwright.Assertions;

namespace RatingGrains.Console;

/// <summary>The list of years: no slower to the eye than that of a day, and no heavier for the browser.</summary>
[Collection(InBrowser.Name)]
public sealed class When_there_are_a_million_conversations(Chromium chromium) : IAsyncLifetime
{
    /// <summary>More rows in the page than this would be more than are in sight.</summary>
    private const int RowsInSightMax = 80;

    private ApiHost _host = null!;
    private Centre _centre = null!;
    private ConsolePage _console = null!;
    private string _bad = "";

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna");
        await _centre.ChannelAsync(
            "web", new { name = "Website", agents = new[] { "anna" }, rating = new { window = "P1D" } });
        var good = await _centre.HeldAsync("web", "gina", "anna");
        await _centre.RateAsync(good, "like");
        _bad = await _centre.HeldAsync("web", "boris", "anna");
        await _centre.RateAsync(_bad, "dislike");
        // One a minute, the newest an hour ago; one in a thousand was as bad as Boris found it.
        await _host.RunOnFileAsync($"""
            WITH RECURSIVE past (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM past WHERE i < 1000000)
            INSERT INTO conversation
            SELECT 1000 + i, 'past-' || i, version, channel, connector, customer_id, 'Customer ' || i, status, agent, team,
              opened_at - (1000060 - i) * 60000, finished_at - (1000060 - i) * 60000, closed_at, customer_rating,
              customer_comment, supervisor_rating, supervisor_comment, request, reason,
              finish_agent, rated_agent, rated_at - (1000060 - i) * 60000, reviewed_agent, reviewed_at
            FROM past JOIN conversation ON conversation.id = iif(i % 1000 = 0, '{_bad}', '{good}')
            """);
        _console = await ConsolePage.SignedInAsync(
            chromium, _host, ApiHost.AdminKey, "/conversations",
            new() { ViewportSize = new() { Width = 1400, Height = 900 } });
    }

    public async Task DisposeAsync()
    {
        await _console.DisposeAsync();
        await _host.DisposeAsync();
    }

    [ConsoleFact]
    public async Task the_newest_is_there_and_older_ones_come_as_far_as_one_scrolls()
    {
        await _console.Row(_bad).ShowsAsync();
        await _console.Row("past-1000000").SaysAsync("Customer 1000000");

        await ScrollToAsync("past-999500");

        Assert.InRange(await _console.Rows.CountAsync(), 1, RowsInSightMax);
        Assert.Empty(_console.Errors);
    }

    [ConsoleFact]
    public async Task bad_ones_are_found_among_them_and_a_new_one_is_seen_at_once()
    {
        await _console.FilterAsync("Rated by client", "Dislike");
        await _console.Row("past-1000000").SaysAsync("Dislike");
        await Expect(_console.Row("past-999999")).ToHaveCountAsync(0);
        await ScrollToAsync("past-900000");

        await _console.Page.Locator(".window").EvaluateAsync("window => window.scrollTo(0, 0)");
        var carl = await _centre.HeldAsync("web", "carl", "anna");
        await _centre.RateAsync(carl, "dislike");

        await _console.Row(carl).SaysAsync("Dislike");
    }

    /// <summary>No further than what is painted: two steps in one frame would go past the row.</summary>
    private Task ScrollToAsync(string conversation) => Eventually.HoldsAsync(async () =>
    {
        await _console.Page.Locator(".window").EvaluateAsync("""
            window => new Promise(painted => {
              window.scrollBy(0, 700);
              requestAnimationFrame(() => requestAnimationFrame(painted));
            })
            """);
        return await _console.Row(conversation).IsVisibleAsync();
    });
}
