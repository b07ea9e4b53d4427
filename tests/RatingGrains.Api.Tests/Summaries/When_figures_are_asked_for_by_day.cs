using System.Globalization;
using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Summaries;

public sealed class When_figures_are_asked_for_by_day : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;
    private ApiClient _anna = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        // Far from midnight, so that what happens in a moment happens on a day.
        _host.Clock.Advance(TimeSpan.FromHours(36) - _host.Clock.GetUtcNow().TimeOfDay);
        _centre = new Centre(_host);
        _anna = await _centre.AgentAsync("anna", "support");
        await _centre.AgentAsync("boris", "sales");
        await _centre.ChannelAsync("web", "anna", "boris");
        await _centre.ChannelAsync("shop", "anna");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task each_of_the_last_30_days_is_there_and_what_was_given_is_on_its_own()
    {
        var first = Today;
        await RatedAsync("web", "anna", "like");
        await RatedAsync("web", "boris", "dislike");
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await RatedAsync("web", "anna", "like");
        await RatedAsync("shop", "anna", "like");

        var answer = (await _host.Admin.GetAsync("channels/web/days")).Good;
        var days = DaysOf(answer);

        Assert.Equal(Enumerable.Range(-28, 30).Select(day => Named(first.AddDays(day))), days.Select(Name));
        Assert.Equal([(2, 1, 1), (1, 1, 0)], days[^2..].Select(Counted));
        Assert.Equal(0.5, days[^2].GetProperty("likeShare").GetDouble());
        Assert.All(days[..^2], day => Assert.Equal((0, 0, 0), Counted(day)));
        Assert.Equal($"{Named(first)}T00:00:00Z", days[^2].GetProperty("beginsAt").GetString());
        Assert.Equal("UTC", answer.GetProperty("zone").GetString());
        var definition = answer.GetProperty("definitions").GetProperty("likeShare");
        Assert.Equal("csatShare", definition.GetProperty("definition").GetString());
        Assert.Equal([(2, 1, 1), (2, 2, 0)], DaysOf((await _host.Admin.GetAsync("days")).Good)[^2..].Select(Counted));
        var annas = DaysOf((await _host.Admin.GetAsync("agents/anna/days")).Good);
        Assert.Equal([(1, 1, 0), (2, 2, 0)], annas[^2..].Select(Counted));
    }

    [Fact]
    public async Task a_day_with_nothing_to_count_has_no_shares()
    {
        var day = Assert.Single(DaysOf((await _host.Admin.GetAsync("days?from=2026-01-31&to=2026-01-31")).Good));

        foreach (var name in new[] { "likeShare", "likeShareLow", "likeShareHigh", "starsMean" })
            Assert.Equal(JsonValueKind.Null, day.GetProperty(name).ValueKind);
    }

    [Fact]
    public async Task days_of_a_zone_are_as_long_as_they_are_there()
    {
        var answer = await _host.Admin.GetAsync("days?zone=Europe/Berlin&from=2026-03-28&to=2026-03-30");

        Assert.Equal(
            ["2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"],
            DaysOf(answer.Good).Select(day => day.GetProperty("beginsAt").GetString()));
    }

    [Fact]
    public async Task the_days_add_up_to_the_summary()
    {
        for (var day = 0; day < 3; day++)
        {
            await RatedAsync("web", "anna", day == 1 ? "dislike" : "like", stars: day + 2);
            _host.Clock.Advance(TimeSpan.FromHours(17));
        }
        const string Zone = "?zone=Asia/Kathmandu";

        foreach (var whose in new[] { "agents/anna", "channels/web" })
        {
            var month = (await _host.Admin.GetAsync($"{whose}/summary{Zone}")).Good.GetProperty("last30Days");
            var days = DaysOf((await _host.Admin.GetAsync($"{whose}/days{Zone}")).Good);
            foreach (var name in new[] { "conversations", "likes", "dislikes" })
                Assert.Equal(month.GetProperty(name).GetInt64(), days.Sum(day => day.GetProperty(name).GetInt64()));
            Assert.Equal(3, days.Sum(day => day.GetProperty("stars").EnumerateArray().Sum(stars => stars.GetInt64())));
        }
    }

    [Fact]
    public async Task an_agent_does_not_learn_ratings_that_a_channel_hides()
    {
        await RatedAsync("web", "anna", "like");
        await RatedAsync("shop", "anna", "dislike");
        await _centre.ChannelAsync("shop", new { name = "Shop", agents = new[] { "anna" }, agentsSeeRatings = false });

        var own = (await _anna.GetAsync("agents/anna/days")).Good;

        Assert.Equal((2, 1, 0), Counted(DaysOf(own)[^1]));
        Assert.Equal("shop", Assert.Single(own.GetProperty("hiddenIn").EnumerateArray()).GetString());
        var seenByAdmin = (await _host.Admin.GetAsync("agents/anna/days")).Good;
        Assert.Equal((2, 1, 1), Counted(DaysOf(seenByAdmin)[^1]));
        Assert.Empty(seenByAdmin.GetProperty("hiddenIn").EnumerateArray());
    }

    [Theory]
    [InlineData("from=2026-03-02&to=2026-03-01", "from")]
    [InlineData("from=2026-01-01&to=2026-04-03", "from")]
    [InlineData("from=3000-01-01", "from")]
    [InlineData("to=2026-02-30", "to")]
    [InlineData("to=1969-12-31", "to")]
    [InlineData("to=9999-12-31", "to")]
    [InlineData("from=2026-03-01T00:00:00Z&to=2026-03-02", "from")]
    [InlineData("zone=Nowhere/City&day=1", "day", "zone")]
    public async Task what_are_no_days_is_refused(string query, params string[] broken)
    {
        foreach (var path in new[] { "days", "agents/anna/days", "channels/web/days" })
        {
            var answer = await _host.Admin.GetAsync($"{path}?{query}");
            Assert.Equal(broken, answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
        }
    }

    [Theory]
    [InlineData("from=2026-01-01&to=2026-04-02", 92)]
    [InlineData("to=1970-01-02", 30)]
    [InlineData("from=9998-12-31&to=9998-12-31&zone=Etc/GMT%2B12", 1)]
    public async Task the_first_and_the_last_that_may_be_asked_for_are_answered(string query, int count) =>
        Assert.Equal(count, DaysOf((await _host.Admin.GetAsync($"days?{query}")).Good).Length);

    [Fact]
    public async Task who_is_not_there_has_no_days()
    {
        (await _host.Admin.GetAsync("agents/nobody/days")).Is(HttpStatusCode.NotFound);
        (await _host.Admin.GetAsync("channels/none/days")).Is(HttpStatusCode.NotFound);
    }

    private DateOnly Today => DateOnly.FromDateTime(_host.Clock.GetUtcNow().UtcDateTime);

    private async Task RatedAsync(string channel, string agent, string value, int? stars = null)
    {
        var conversation = await _centre.HeldAsync(channel, Guid.NewGuid().ToString("N"), agent);
        await _centre.RateAsync(conversation, value);
        if (stars is not null)
            await _centre.ReviewAsync(conversation, stars);
    }

    private static JsonElement[] DaysOf(JsonElement answer) => [.. answer.GetProperty("days").EnumerateArray()];

    private static string? Name(JsonElement day) => day.GetProperty("day").GetString();

    private static string Named(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static (int Conversations, int Likes, int Dislikes) Counted(JsonElement day) => (
        day.GetProperty("conversations").GetInt32(), day.GetProperty("likes").GetInt32(),
        day.GetProperty("dislikes").GetInt32());
}
