using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RatingGrains.Api.Channels;
using RatingGrains.Api.Messengers;

namespace RatingGrains.Api.RatingLinks;

/// <summary>What holds for every page behind a link, and what each must offer to all who read it.</summary>
public sealed class The_rating_page : IAsyncLifetime
{
    private readonly NotedLogs _logs = new();
    private LinkHost _host = null!;

    public static TheoryData<string> Locales => [.. DefaultTexts.Locales];

    public async Task InitializeAsync() => _host = await LinkHost.StartAsync(
        services: services => services.AddSingleton<ILoggerProvider>(_logs));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task fetches_nothing_runs_nothing_and_is_kept_by_nobody()
    {
        foreach (var page in await PagesAsync("en"))
        {
            Assert.DoesNotMatch(@"<(script|link|img|iframe|object|base)|url\(|@import|\son\w+=|\sstyle=", page.Text);
            var style = Regex.Match(page.Text, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
            var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
            Assert.Equal(
                $"default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'",
                page.Header("Content-Security-Policy"));
            Assert.Equal("no-referrer", page.Header("Referrer-Policy"));
            Assert.Equal("noindex, nofollow", page.Header("X-Robots-Tag"));
            Assert.Equal("no-store", page.Header("Cache-Control"));
            Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
            Assert.InRange(page.Text.Length, 1_000, 12_000);
        }
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public async Task says_its_language_its_heading_and_what_each_field_is_for(string locale)
    {
        foreach (var page in await PagesAsync(locale))
        {
            Assert.Equal(locale, page.Locale);
            Assert.Single(Regex.Matches(page.Text, "<h1>"));
            Assert.Single(Regex.Matches(page.Text, "<main>"));
            Assert.NotEmpty(page.Heading);
            var heading = Regex.Match(page.Text, "<h1>(.*?)</h1>").Groups[1].Value;
            Assert.Contains($"<title>{heading}</title>", page.Text, StringComparison.Ordinal);
            Assert.Contains("width=device-width", page.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch("maximum-scale|user-scalable|tabindex|autofocus", page.Text);
            Assert.Equal(
                Regex.Matches(page.Text, "<(textarea|input|select)").Count,
                Regex.Matches(page.Text, "<label for=\"comment\">[^<]+</label>").Count);
            Assert.All(
                Regex.Matches(page.Text, "<button[^>]*>(.*?)</button>", RegexOptions.Singleline),
                button => Assert.Matches(@"^[^<]*\w[^<]*$", WithoutIcon(button.Groups[1].Value)));
            Assert.All(
                Regex.Matches(page.Text, "<svg[^>]*>"), icon => Assert.Contains("aria-hidden=\"true\"", icon.Value));
            Assert.All(
                Regex.Matches(page.Text, "<a [^>]*>"),
                link => Assert.Matches("lang=\"(\\w+)\" hreflang=\"\\1\"", link.Value));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task can_be_read_in_light_and_in_dark(bool dark)
    {
        var (_, link) = await _host.AskedAsync();
        var colours = Colours((await _host.OpenAsync(link)).Text, dark);

        (string Ink, string Paper, double Least)[] pairs =
        [
            ("text", "card", 7), ("text", "page", 7), ("muted", "card", 4.5), ("muted", "page", 4.5),
            ("like", "card", 4.5), ("dislike", "card", 4.5), ("on-accent", "accent", 4.5), ("line", "card", 3),
            ("accent", "card", 3),
        ];
        foreach (var (ink, paper, least) in pairs)
        {
            var contrast = Contrast(colours[ink], colours[paper]);
            Assert.True(contrast >= least, $"{ink} on {paper} has {contrast:0.0} of {least}.");
        }
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void has_all_its_words_in_every_language(string locale)
    {
        var words = new PageLanguage(locale, false).Words;
        var others = PageLanguage.All.Where(other => other.Locale != locale).Select(other => other.Words);

        foreach (var property in typeof(PageWords).GetProperties())
        {
            var word = Assert.IsType<string>(property.GetValue(words));
            Assert.NotEmpty(word);
            Assert.All(others, other => Assert.NotEqual(word, property.GetValue(other)));
            Assert.Equal(property.Name == nameof(PageWords.ChangeUntil), word.Contains("{0}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task leaves_no_link_in_logs_and_traces_and_names_the_agent_who_gave_it()
    {
        var paths = new List<string?>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span => { lock (paths) paths.Add(span.GetTagItem("url.path") as string); },
        };
        ActivitySource.AddActivityListener(listener);
        var (conversation, link) = await _host.AskedAsync(by: _host.Anna);

        await _host.RateAsync(link, ("value", "like"));

        var noted = $"{conversation} was rated with a token that anna gave out.";
        Assert.Contains(_logs.Lines, line => line.Contains(noted, StringComparison.Ordinal));
        // The framework's scope of a request names its path; the console shows no scopes.
        var lines = _logs.Lines.Where(line => !line.Contains("RequestPath:", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("rgt_", StringComparison.Ordinal));
        await Host.Eventually.HoldsAsync(() => { lock (paths) return paths.Contains("/rate"); });
        lock (paths)
            Assert.DoesNotContain(paths, path => path?.Contains("rgt_", StringComparison.Ordinal) == true);
    }

    /// <summary>One of each kind.</summary>
    private async Task<List<Page>> PagesAsync(string locale)
    {
        await _host.ChannelAsync(
            new { name = "Mail", agents = new[] { "anna" }, locale, rating = new { window = "P1D" } });
        var (_, asked) = await _host.AskedAsync("asked");
        var (conversation, used) = await _host.AskedAsync("used");
        var shortLived = await _host.LinkAsync(conversation, expiresIn: "PT1S");
        var early = await _host.LinkAsync(await _host.HeldAsync("held"));
        List<Page> pages =
        [
            await _host.OpenAsync(asked), await _host.PostAsync(asked, ("comment", "So so")),
            await _host.RateAsync(used, ("value", "like"), ("comment", "Quick!")), await _host.OpenAsync(early),
            await _host.OpenAsync("/rate/none", ("Accept-Language", locale)),
        ];
        _host.Host.Clock.Advance(TimeSpan.FromDays(1));
        pages.AddRange([await _host.OpenAsync(asked), await _host.OpenAsync(used), await _host.OpenAsync(shortLived)]);
        Assert.Equal(
            [
                HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK, HttpStatusCode.Conflict,
                HttpStatusCode.NotFound, HttpStatusCode.Gone, HttpStatusCode.OK, HttpStatusCode.Gone,
            ],
            pages.Select(page => page.Status));
        return pages;
    }

    private static string WithoutIcon(string button) =>
        Regex.Replace(button, "<svg.*</svg>", "", RegexOptions.Singleline);

    private static Dictionary<string, string> Colours(string page, bool dark)
    {
        var colours = new Dictionary<string, string>();
        var darkFrom = page.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal);
        foreach (var found in Regex.Matches(page, @"--([\w-]+): #(\w+);").Where(found => dark || found.Index < darkFrom))
        {
            var (name, colour) = (found.Groups[1].Value, found.Groups[2].Value);
            colours[name] = colour.Length == 3 ? string.Concat(colour.Select(digit => $"{digit}{digit}")) : colour;
        }
        return colours;
    }

    /// <summary>As WCAG 2 counts it.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double[] weights = [0.2126, 0.7152, 0.0722];
        return weights.Select((weight, place) =>
        {
            var part = Convert.ToInt32(colour.Substring(place * 2, 2), 16) / 255.0;
            return weight * (part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4));
        }).Sum();
    }
}
