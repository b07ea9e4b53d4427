using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace RatingGrains.Api.RatingLinks;

public sealed class When_a_rating_link_is_used : IAsyncLifetime
{
    private LinkHost _host = null!;

    public async Task InitializeAsync() => _host = await LinkHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("like", "Thank you! We are glad that we could help.", "Like", "like dislike")]
    [InlineData("dislike", "Thank you for telling us. We will look into it and do better.", "Dislike", "dislike like")]
    public async Task the_customer_is_thanked_and_shown_what_was_given(
        string value, string thanks, string given, string choices)
    {
        var (conversation, link) = await _host.AskedAsync();

        var page = await _host.RateAsync(link, ("value", value));

        Assert.Equal((HttpStatusCode.OK, thanks, given), (page.Status, page.Heading, page.Given));
        Assert.Equal(("", choices), (page.Comment, page.Choices));
        Assert.Equal($"{value}  0", await _host.RatingAsync(conversation));
        var again = await _host.OpenAsync(link);
        Assert.Equal((thanks, given), (again.Heading, again.Given));
    }

    [Fact]
    public async Task what_is_shown_then_is_found_behind_any_proxy()
    {
        var (_, link) = await _host.AskedAsync();

        var sent = await _host.PostAsync(link, ("value", "like"));
        var page = await _host.OpenAsync(link);

        Assert.StartsWith("?", sent.Message.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("action=", page.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("(href|src)=\"[^?]", page.Text);
    }

    [Fact]
    public async Task the_same_sent_twice_is_one_rating()
    {
        var (conversation, link) = await _host.AskedAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _host.PostAsync(link, ("value", "like"))));

        Assert.Equal("like  0", await _host.RatingAsync(conversation));
    }

    [Fact]
    public async Task a_comment_stays_with_a_change_of_mind_and_may_be_taken_back()
    {
        var (conversation, link) = await _host.AskedAsync();
        await _host.RateAsync(link, ("value", "like"));

        var commented = await _host.RateAsync(link, ("comment", " Quick,\r\nand kind. "), ("value", "like"));
        Assert.Equal("Quick,\nand kind.", commented.Comment);
        Assert.Equal("like Quick,\nand kind. 1", await _host.RatingAsync(conversation));

        var changed = await _host.RateAsync(link, ("comment", commented.Comment!), ("value", "dislike"));
        Assert.Equal(("Dislike", "Quick,\nand kind."), (changed.Given, changed.Comment));

        await _host.RateAsync(link, ("comment", " \r\n"), ("value", "dislike"));
        Assert.Equal("dislike  3", await _host.RatingAsync(conversation));
    }

    [Theory]
    [InlineData("</textarea><script>alert(1)</script>")]
    [InlineData("\"onfocus=alert(1) autofocus x=\"")]
    [InlineData("&lt;b&gt; & 'so' {0} {{1}} \u202e\u0000 👩‍👩‍👧")]
    public async Task what_the_customer_wrote_is_text_and_nothing_else(string comment)
    {
        var (_, link) = await _host.AskedAsync();

        var page = await _host.RateAsync(link, ("value", "like"), ("comment", comment));

        Assert.Equal(comment.Replace('\0', '\uFFFD'), page.Comment!.Replace('\0', '\uFFFD'));
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("<[^>]*onfocus", page.Text);
    }

    [Fact]
    public async Task until_when_it_can_be_changed_is_said()
    {
        var (_, link) = await _host.AskedAsync();

        var page = await _host.RateAsync(link, ("value", "like"));

        Assert.Matches(
            "You can change your mind until <time datetime=\"[0-9-]+T[0-9:]+Z\">[0-9: -]+ UTC</time>\\.", page.Text);
    }

    [Fact]
    public async Task too_late_is_said_kindly_and_kept_in_the_history()
    {
        var (conversation, link) = await _host.AskedAsync();
        _host.Host.Clock.Advance(TimeSpan.FromDays(1));

        var opened = await _host.OpenAsync(link);
        var rated = await _host.PostAsync(link, ("value", "like"));

        foreach (var page in new[] { opened, rated })
        {
            Assert.Equal(
                (HttpStatusCode.Gone, "Thank you, but this conversation can no longer be rated.", ""),
                (page.Status, page.Heading, page.Choices));
        }
        Assert.Null(await _host.RatingAsync(conversation));
        await Host.Eventually.HoldsAsync(async () => (await _host.HistoryAsync(conversation))
            .SequenceEqual(["request sent", "request expired", "customer late"]));
    }

    [Fact]
    public async Task a_used_one_shows_what_counts_when_it_can_no_longer_be_changed()
    {
        var (conversation, link) = await _host.AskedAsync();
        await _host.RateAsync(link, ("value", "like"), ("comment", "Quick!"));
        _host.Host.Clock.Advance(TimeSpan.FromDays(1));

        var opened = await _host.OpenAsync(link);
        var changed = await _host.PostAsync(link, ("value", "dislike"));

        Assert.Equal((HttpStatusCode.OK, "Like", ""), (opened.Status, opened.Given, opened.Choices));
        Assert.Contains("<blockquote>Quick!</blockquote>", opened.Text, StringComparison.Ordinal);
        Assert.Contains("It can no longer be changed.", opened.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Gone, "Like", ""), (changed.Status, changed.Given, changed.Choices));
        Assert.Equal("like Quick! 0", await _host.RatingAsync(conversation));
    }

    [Theory]
    [InlineData("", HttpStatusCode.UnprocessableEntity)]
    [InlineData("value=maybe&comment=So so", HttpStatusCode.UnprocessableEntity)]
    [InlineData("value=Like", HttpStatusCode.UnprocessableEntity)]
    [InlineData("value=like&value=dislike", HttpStatusCode.UnprocessableEntity)]
    [InlineData("a=&b=&c=&d=&e=&f=&g=&h=&i=&value=like", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("%%%=&=&&&value", HttpStatusCode.UnprocessableEntity)]
    public async Task a_form_that_chooses_nothing_asks_again_and_keeps_what_was_written(
        string form, HttpStatusCode status)
    {
        var (conversation, link) = await _host.AskedAsync();

        var page = await _host.PostAsync(
            link, new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"));

        Assert.Equal(
            (status, "Please choose one of the two.", "like dislike"), (page.Status, page.Problem, page.Choices));
        Assert.Equal(form.Contains("So so", StringComparison.Ordinal) ? "So so" : null, page.Comment);
        Assert.Null(await _host.RatingAsync(conversation));
    }

    [Fact]
    public async Task only_a_form_is_taken()
    {
        var (conversation, link) = await _host.AskedAsync();

        HttpContent[] others = [JsonContent.Create(new { value = "like" }), new ByteArrayContent([]), Multipart()];
        foreach (var other in others)
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _host.PostAsync(link, other)).Status);
        Assert.Null(await _host.RatingAsync(conversation));

        static MultipartFormDataContent Multipart() => new() { { new StringContent("like"), "value" } };
    }

    [Fact]
    public async Task a_comment_has_ten_thousand_characters_as_a_person_counts()
    {
        var (conversation, link) = await _host.AskedAsync();
        var longest = string.Concat(Enumerable.Repeat("👍🏽", 10_000));

        var tooLong = await _host.PostAsync(link, ("value", "like"), ("comment", new string('x', 10_001)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.Status);
        Assert.Equal(10_001, tooLong.Comment!.Length);
        Assert.Contains("10,000", tooLong.Problem, StringComparison.Ordinal);
        var tooLarge = await _host.PostAsync(link, ("value", "like"), ("comment", new string('x', 300_000)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.Status);
        Assert.Null(await _host.RatingAsync(conversation));

        Assert.Equal(longest, (await _host.RateAsync(link, ("value", "like"), ("comment", longest))).Comment);
    }

    [Fact]
    public async Task other_methods_are_refused()
    {
        var (_, link) = await _host.AskedAsync();

        foreach (var method in new[] { "PUT", "DELETE", "PATCH" })
        {
            var page = await _host.SendAsync(new HttpRequestMessage(new HttpMethod(method), link));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, page.Status);
        }
    }

    [Fact]
    public async Task one_that_an_agent_gave_out_rates_but_does_not_show_what_is_hidden()
    {
        await _host.ChannelAsync(new
        {
            name = "Mail",
            agents = new[] { "anna" },
            agentsSeeRatings = false,
            rating = new { window = "P1D" },
        });
        var (conversation, link) = await _host.AskedAsync(by: _host.Anna);

        var saved = await _host.RateAsync(link, ("value", "dislike"), ("comment", "slow as ever"));
        var later = await _host.OpenAsync(link);

        Assert.Equal(("Thank you! Your rating is saved.", ""), (saved.Heading, saved.Given));
        Assert.Equal(("How did we do today?", ""), (later.Heading, later.Given));
        Assert.All([saved, later], page => Assert.DoesNotContain("slow", page.Text, StringComparison.Ordinal));
        Assert.Equal("dislike slow as ever 0", await _host.RatingAsync(conversation));
    }
}
