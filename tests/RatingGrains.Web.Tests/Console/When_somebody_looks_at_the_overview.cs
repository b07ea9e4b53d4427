using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RatingGrains.Browser;
using static Microsoft.Playwright.Assertions;

namespace RatingGrains.Console;

[Collection(InBrowser.Name)]
public sealed class When_somebody_looks_at_the_overview(Chromium chromium) : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        // Far from midnight, so that what happens in a moment happens on a day.
        _host.Clock.Advance(TimeSpan.FromHours(36) - _host.Clock.GetUtcNow().TimeOfDay);
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna", "support");
        await _centre.ChannelAsync("web", new { name = "Website", agents = new[] { "anna" } });
        await _centre.ChannelAsync("shop", new { name = "Shop", agents = new[] { "anna" } });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [ConsoleFact]
    public async Task todays_figures_move_as_ratings_come()
    {
        await RatedAsync("web", "like");
        await using var olga = await OpenAsync("supervisor");
        await Tile(olga, "Likes / dislikes").SaysAsync("1 / 0");
        await Tile(olga, "Share of likes").SaysAsync("100%");

        var conversation = await RatedAsync("shop", "dislike");
        await _centre.ReviewAsync(conversation, 2);

        await Tile(olga, "Likes / dislikes").SaysAsync("1 / 1");
        await Tile(olga, "Finished").SaysAsync("2");
        await Tile(olga, "Share of likes").SaysAsync("50%");
        await Tile(olga, "Share of likes").SaysAsync("9% to 91%");
        await Tile(olga, "Supervisors’ stars").SaysAsync("2 ★");
        await olga.Section("Ratings by clients").SaysAsync("1 liked, 1 disliked");
        Assert.Empty(olga.Errors);
    }

    [ConsoleFact]
    public async Task one_channel_is_chosen_and_stands_in_the_address()
    {
        await RatedAsync("web", "like");
        await RatedAsync("shop", "dislike");
        await using var olga = await OpenAsync("supervisor");
        await Tile(olga, "Likes / dislikes").SaysAsync("1 / 1");

        await olga.Page.GetByLabel("Channel").SelectOptionAsync("Shop");

        await Tile(olga, "Likes / dislikes").SaysAsync("0 / 1");
        Assert.Contains("channel=shop", olga.Page.Url);
        await olga.Page.ReloadAsync();
        await Tile(olga, "Likes / dislikes").SaysAsync("0 / 1");
        await olga.Page.GetByLabel("Channel").SelectOptionAsync("All channels");
        await Tile(olga, "Likes / dislikes").SaysAsync("1 / 1");
    }

    [ConsoleFact]
    public async Task each_day_is_in_the_picture_and_in_the_table_beside_it()
    {
        await RatedAsync("web", "like");
        await RatedAsync("web", "like");
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await _centre.ReviewAsync(await RatedAsync("web", "dislike"), 4);
        await using var olga = await OpenAsync("supervisor");

        foreach (var (chart, today, yesterday) in new[]
        {
            ("Ratings by clients", "1 0", "0 2"), ("Share of likes", "0% 0% 79%", "100% 34% 100%"),
            ("Supervisors’ stars", "4 ★", "–"), ("Conversations", "1 1 1", "2 2 0"),
        })
        {
            var section = olga.Section(chart);
            await Expect(section.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", new Regex($"^{chart}"));
            Assert.True(await IsDrawnAsync(section), chart);
            await section.GetByText("As a table").ClickAsync();
            var rows = section.GetByRole(AriaRole.Row);
            await Expect(rows).ToHaveCountAsync(31);
            Assert.Equal(today, await CellsAsync(rows.Nth(1)));
            Assert.Equal(yesterday, await CellsAsync(rows.Nth(2)));
        }
        Assert.Empty(olga.Errors);
    }

    [ConsoleFact]
    public async Task where_nothing_was_rated_it_says_so()
    {
        await using var olga = await OpenAsync("supervisor");

        await olga.Section("Share of likes").SaysAsync("Nothing in these days.");
        await Tile(olga, "Share of likes").SaysAsync("–");
        Assert.Equal(0, await olga.Page.Locator("canvas").CountAsync());
    }

    [ConsoleFact]
    public async Task a_viewer_sees_it_first_and_nobody_by_name()
    {
        await RatedAsync("web", "like");
        await using var wall = await OpenAsync("viewer", "/");

        await Tile(wall, "Likes / dislikes").SaysAsync("1 / 0");
        Assert.DoesNotContain("anna", await wall.Page.Locator("main").InnerTextAsync());
        Assert.Empty(wall.Errors);
    }

    private async Task<ConsolePage> OpenAsync(string role, string path = "/overview") =>
        await ConsolePage.SignedInAsync(
            chromium, _host, await Demonstration.KeyAsync(_host, role, "olga"), path,
            new() { TimezoneId = "UTC", ViewportSize = new() { Width = 1400, Height = 900 } });

    private async Task<string> RatedAsync(string channel, string value)
    {
        var conversation = await _centre.HeldAsync(channel, Guid.NewGuid().ToString("N"), "anna");
        await _centre.RateAsync(conversation, value);
        return conversation;
    }

    private static ILocator Tile(ConsolePage console, string name) =>
        console.Page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });

    private static async Task<string> CellsAsync(ILocator row) =>
        string.Join(' ', await row.GetByRole(AriaRole.Cell).AllInnerTextsAsync());

    /// <summary>Whether anything of a colour was painted: axes and grids are grey.</summary>
    private static Task<bool> IsDrawnAsync(ILocator section) => section.Locator("canvas").EvaluateAsync<bool>(
        """
        canvas => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let painted = 0;
          for (let at = 0; at < data.length; at += 4) {
            const colour = data.slice(at, at + 3);
            if (data[at + 3] > 200 && Math.max(...colour) - Math.min(...colour) > 60) painted++;
          }
          return painted > 20;
        }
        """);
}
