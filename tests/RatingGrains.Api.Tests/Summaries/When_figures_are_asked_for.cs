using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Summaries;

public sealed class When_figures_are_asked_for : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;
    private ApiClient _anna = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        _anna = await _centre.AgentAsync("anna", "support");
        await _centre.AgentAsync("boris", "sales");
        await _centre.ChannelAsync("web", "anna", "boris");
        await _centre.ChannelAsync("shop", "anna");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task an_agents_ratings_are_counted_with_what_they_are_worth()
    {
        await RatedAsync("web", "anna", likes: 3, dislikes: 1, stars: [5, 4]);
        await RatedAsync("shop", "anna", likes: 1);
        await RatedAsync("web", "boris", dislikes: 1);

        var summary = (await _host.Admin.GetAsync("agents/anna/summary")).Good;

        foreach (var period in new[] { "today", "last7Days", "last30Days", "all" })
        {
            var figure = summary.GetProperty(period);
            Assert.Equal(5, figure.GetProperty("conversations").GetInt64());
            Assert.Equal(4, figure.GetProperty("likes").GetInt64());
            Assert.Equal(1, figure.GetProperty("dislikes").GetInt64());
            Assert.Equal(0.8, figure.GetProperty("likeShare").GetDouble(), 6);
            // Wilson, 95 %, 4 of 5.
            Assert.Equal(0.375535, figure.GetProperty("likeShareLow").GetDouble(), 6);
            Assert.Equal(0.963776, figure.GetProperty("likeShareHigh").GetDouble(), 6);
            var stars = figure.GetProperty("stars").EnumerateArray().Select(count => count.GetInt64());
            Assert.Equal([0, 0, 0, 1, 1], stars);
            Assert.Equal(4.5, figure.GetProperty("starsMean").GetDouble(), 6);
        }
        var byChannel = summary.GetProperty("byChannel");
        Assert.Equal(3, byChannel.GetProperty("web").GetProperty("likes").GetInt64());
        Assert.Equal(1, byChannel.GetProperty("shop").GetProperty("today").GetProperty("likes").GetInt64());
        Assert.Equal("csatShare", Definition(summary, "likeShare"));
        Assert.Equal("UTC", summary.GetProperty("zone").GetString());
    }

    [Fact]
    public async Task a_channels_ratings_are_counted_by_agent()
    {
        await RatedAsync("web", "anna", likes: 2);
        await RatedAsync("web", "boris", likes: 1, dislikes: 1);
        var unassigned = await _centre.WriteAsync("web", "alone");
        await _centre.FinishAsync(unassigned);

        var summary = (await _host.Admin.GetAsync("channels/web/summary?zone=Asia/Tokyo")).Good;

        Assert.Equal(3, summary.GetProperty("all").GetProperty("likes").GetInt64());
        Assert.Equal(2, summary.GetProperty("byAgent").GetProperty("anna").GetProperty("likes").GetInt64());
        Assert.Equal(1, summary.GetProperty("byAgent").GetProperty("boris").GetProperty("dislikes").GetInt64());
        Assert.Equal(1, summary.GetProperty("unassigned").GetProperty("conversations").GetInt64());
        Assert.Equal("Asia/Tokyo", summary.GetProperty("zone").GetString());
    }

    [Fact]
    public async Task nothing_to_count_is_null()
    {
        var figure = (await _host.Admin.GetAsync("agents/boris/summary")).Good.GetProperty("all");

        Assert.Equal(0, figure.GetProperty("likes").GetInt64());
        foreach (var name in new[] { "likeShare", "likeShareLow", "likeShareHigh", "starsMean" })
            Assert.Equal(JsonValueKind.Null, figure.GetProperty(name).ValueKind);
    }

    [Fact]
    public async Task yesterdays_ratings_are_not_todays()
    {
        await RatedAsync("web", "anna", likes: 1);
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await RatedAsync("web", "anna", likes: 1);
        _host.Clock.Advance(TimeSpan.FromDays(7));

        var summary = (await _host.Admin.GetAsync("agents/anna/summary")).Good;

        Assert.Equal(
            [0, 0, 2, 2],
            new[] { "today", "last7Days", "last30Days", "all" }
                .Select(period => summary.GetProperty(period).GetProperty("likes").GetInt64()));
    }

    [Fact]
    public async Task an_agent_does_not_learn_ratings_that_a_channel_hides()
    {
        await RatedAsync("web", "anna", likes: 1);
        await RatedAsync("shop", "anna", dislikes: 2, stars: [1]);
        await _centre.ChannelAsync("shop", new { name = "Shop", agents = new[] { "anna" }, agentsSeeRatings = false });

        var summary = (await _anna.GetAsync("agents/anna/summary")).Good;

        Assert.Equal(0, summary.GetProperty("all").GetProperty("dislikes").GetInt64());
        Assert.Equal(3, summary.GetProperty("all").GetProperty("conversations").GetInt64());
        var shop = summary.GetProperty("byChannel").GetProperty("shop");
        Assert.Equal(JsonValueKind.Null, shop.GetProperty("dislikes").ValueKind);
        Assert.Equal(JsonValueKind.Null, shop.GetProperty("today").GetProperty("likeShare").ValueKind);
        Assert.Equal(1, shop.GetProperty("starsMean").GetDouble());
        Assert.Equal("shop", Assert.Single(summary.GetProperty("hiddenIn").EnumerateArray()).GetString());
        var seenByAdmin = (await _host.Admin.GetAsync("agents/anna/summary")).Good.GetProperty("all");
        Assert.Equal(2, seenByAdmin.GetProperty("dislikes").GetInt64());
    }

    [Theory]
    [InlineData("Nowhere/City")]
    [InlineData("+02:00")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("../../etc/passwd")]
    public async Task a_zone_that_is_none_is_refused(string zone)
    {
        foreach (var path in new[] { "agents/anna/summary", "channels/web/summary" })
        {
            var answer = await _host.Admin.GetAsync($"{path}?zone={Uri.EscapeDataString(zone)}&day=1");
            Assert.Equal(["day", "zone"], answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
        }
    }

    [Fact]
    public async Task who_may_not_know_is_told_so()
    {
        var sales = await _host.KeyAsync(new { role = "supervisor", subject = "olga", team = "sales" });
        var viewer = await _host.KeyAsync(new { role = "viewer", subject = "wall" });

        (await _anna.GetAsync("agents/boris/summary")).Is(HttpStatusCode.Forbidden);
        (await _anna.GetAsync("channels/web/summary")).Is(HttpStatusCode.Forbidden);
        (await sales.GetAsync("agents/anna/summary")).Is(HttpStatusCode.Forbidden);
        (await sales.GetAsync("agents/boris/summary")).Is(HttpStatusCode.OK);
        (await viewer.GetAsync("agents/anna/summary")).Is(HttpStatusCode.OK);
        (await viewer.GetAsync("channels/web/summary")).Is(HttpStatusCode.OK);
        (await _host.Admin.GetAsync("agents/nobody/summary")).Is(HttpStatusCode.NotFound);
        (await _host.Admin.GetAsync("channels/none/summary")).Is(HttpStatusCode.NotFound);
    }

    private async Task RatedAsync(string channel, string agent, int likes = 0, int dislikes = 0, int[]? stars = null)
    {
        for (var i = 0; i < likes + dislikes; i++)
        {
            var conversation = await _centre.HeldAsync(channel, Guid.NewGuid().ToString("N"), agent);
            await _centre.RateAsync(conversation, i < likes ? "like" : "dislike");
            if (i < stars?.Length)
                await _centre.ReviewAsync(conversation, stars[i]);
        }
    }

    private static string? Definition(JsonElement summary, string figure) =>
        summary.GetProperty("definitions").GetProperty(figure).GetProperty("definition").GetString();
}
