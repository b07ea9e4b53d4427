using System.Net;
using RatingGrains.Api.Channels;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.RatingLinks;

public sealed class When_a_rating_link_is_opened : IAsyncLifetime
{
    private const string Question = "How did we do today?";
    private LinkHost _host = null!;

    public static TheoryData<string> Locales => [.. DefaultTexts.Locales];

    public async Task InitializeAsync() => _host = await LinkHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task it_asks_with_both_choices()
    {
        var (_, link) = await _host.AskedAsync();

        var page = await _host.OpenAsync(link);

        Assert.Equal((HttpStatusCode.OK, Question, "like dislike"), (page.Status, page.Heading, page.Choices));
        Assert.Equal("text/html; charset=utf-8", page.Header("Content-Type"));
    }

    [Theory]
    [InlineData("GET", "Sec-Purpose", "prefetch")]
    [InlineData("GET", "X-Moz", "prefetch")]
    [InlineData("HEAD", "User-Agent", "Mail scanner")]
    [InlineData("GET", "User-Agent", "Mail scanner")]
    public async Task it_rates_nothing(string method, string header, string value)
    {
        var (conversation, link) = await _host.AskedAsync();

        foreach (var query in new[] { "", "?value=like", "?saved", "?lang=it&value=dislike" })
        {
            var page = await _host.SendAsync(new(new HttpMethod(method), link + query), (header, value));
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(method == "HEAD", page.Text.Length == 0);
        }

        Assert.Null(await _host.RatingAsync(conversation));
        Assert.Equal(["request sent"], await _host.HistoryAsync(conversation));
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public async Task it_speaks_the_conversations_language(string locale)
    {
        await _host.ChannelAsync(new { name = "Mail", agents = new[] { "anna" }, locale });
        var (_, link) = await _host.AskedAsync();

        var page = await _host.OpenAsync(link, ("Accept-Language", "de, en;q=0.8, ru;q=0.5"));

        Assert.True(DefaultTexts.TryFind(locale, out var texts));
        Assert.Equal((locale, texts.Graphic.Request), (page.Locale, page.Heading));
        Assert.Equal(locale, page.Header("Content-Language"));
        var hint = new PageLanguage(locale, false).Words.Hint;
        Assert.Contains(hint, WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public async Task another_language_is_a_link_away(string locale)
    {
        var (_, link) = await _host.AskedAsync();
        var first = await _host.OpenAsync(link);
        if (locale != "en")
            Assert.Contains($"""href="?lang={locale}" lang="{locale}" """, first.Text, StringComparison.Ordinal);

        var page = await _host.OpenAsync($"{link}?lang={locale}");
        var rated = await _host.RateAsync($"{link}?lang={locale}", ("value", "like"));

        Assert.True(DefaultTexts.TryFind(locale, out var texts));
        Assert.Equal((locale, texts.Graphic.Request), (page.Locale, page.Heading));
        Assert.Equal((locale, new PageLanguage(locale, true).Words.Like), (rated.Locale, rated.Given));
    }

    [Fact]
    public async Task the_channels_own_words_are_text_and_nothing_else()
    {
        const string Own = "<b>Wie war's?</b> \"&amp;\" 👍 {0}";
        await _host.ChannelAsync(new
        {
            name = "Mail",
            agents = new[] { "anna" },
            rating = new { graphic = new { request = Own, liked = "a", disliked = "b", tooLate = "c" } },
        });
        var (_, link) = await _host.AskedAsync();

        var page = await _host.OpenAsync(link);

        Assert.Equal(Own, page.Heading);
        Assert.DoesNotContain("<b>", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task without_words_of_its_own_it_asks_all_the_same()
    {
        await _host.ChannelAsync(new
        {
            name = "Mail",
            agents = new[] { "anna" },
            rating = new { graphic = new { request = "", liked = "", disliked = "", tooLate = "" } },
        });
        var (_, link) = await _host.AskedAsync();

        Assert.Equal(Question, (await _host.OpenAsync(link)).Heading);
    }

    [Fact]
    public async Task before_the_end_there_is_nothing_to_rate()
    {
        var link = await _host.LinkAsync(await _host.HeldAsync("ann"));

        foreach (var page in new[] { await _host.OpenAsync(link), await _host.PostAsync(link, ("value", "like")) })
            Assert.Equal((HttpStatusCode.Conflict, "There is nothing to rate yet."), (page.Status, page.Heading));
    }

    [Fact]
    public async Task one_that_has_run_out_says_so_in_the_conversations_language_and_takes_nothing()
    {
        await _host.ChannelAsync(new { name = "Mail", agents = new[] { "anna" }, locale = "es" });
        var (conversation, _) = await _host.AskedAsync();
        var link = await _host.LinkAsync(conversation, expiresIn: "PT1H");
        _host.Host.Clock.Advance(TimeSpan.FromHours(1));

        foreach (var page in new[] { await _host.OpenAsync(link), await _host.PostAsync(link, ("value", "like")) })
        {
            Assert.Equal(
                (HttpStatusCode.Gone, "Este enlace ha caducado.", "es"), (page.Status, page.Heading, page.Locale));
        }
        Assert.Null(await _host.RatingAsync(conversation));
    }

    [Theory]
    [InlineData("it-CH, en;q=0.5", "it", "Questo link non funziona.")]
    [InlineData("de, ru;q=0.9, en;q=0.95", "en", "This link does not work.")]
    [InlineData("ru;q=0, es", "es", "Este enlace no funciona.")]
    [InlineData(";;;=, ??", "en", "This link does not work.")]
    public async Task one_that_is_not_ours_says_so_in_a_language_of_the_browser(
        string accepted, string locale, string heading)
    {
        var (conversation, link) = await _host.AskedAsync();
        // The last character of all has bits that mean nothing.
        var changed = link[..^9] + (link[^9] == 'A' ? 'B' : 'A') + link[^8..];
        string[] links = [changed, link[..^7], "/rate/rgt_", $"/rate/{conversation}", $"/rate/{ApiHost.AdminKey}"];

        foreach (var forged in links)
        {
            var key = ("Authorization", $"Bearer {ApiHost.AdminKey}");
            var page = await _host.OpenAsync(forged, ("Accept-Language", accepted), key);
            Assert.Equal((HttpStatusCode.NotFound, locale, heading), (page.Status, page.Locale, page.Heading));
            Assert.Equal(HttpStatusCode.NotFound, (await _host.PostAsync(forged, ("value", "like"))).Status);
        }
        Assert.Null(await _host.RatingAsync(conversation));
    }

    [Fact]
    public async Task a_visitors_token_is_no_link()
    {
        await _host.Centre.ChannelAsync("web", new { name = "Web", origins = new[] { "https://shop.example" } });
        var started = await _host.Host.Nobody.SendAsync(
            HttpMethod.Post, "channels/web/visitors", null, ("Origin", "https://shop.example"));

        Assert.Equal(
            HttpStatusCode.NotFound, (await _host.OpenAsync($"/rate/{started.Good.GetProperty("token")}")).Status);
    }

    [Fact]
    public async Task guessing_is_slowed_down_and_good_links_are_not()
    {
        await using var host = await LinkHost.StartAsync(null, null, "--RateLimits:PerAddressPerSecond", "1");
        var (_, link) = await host.AskedAsync();
        var guesses = new List<Page>();
        for (var i = 0; i < 5; i++)
            guesses.Add(await host.OpenAsync("/rate/rgt_guess"));

        var slowed = guesses.First(page => page.Status == HttpStatusCode.TooManyRequests);
        Assert.Equal(("One moment, please.", "1"), (slowed.Heading, slowed.Header("Retry-After")));
        Assert.Equal(HttpStatusCode.OK, (await host.OpenAsync(link)).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.OpenAsync(link)).Status);
    }
}
