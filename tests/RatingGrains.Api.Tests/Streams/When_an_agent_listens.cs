using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Streams;

public sealed class When_an_agent_listens : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;
    private ApiClient _anna = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        _anna = await _centre.AgentAsync("anna");
        await _centre.ChannelAsync("web", "anna");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task it_hears_of_its_conversations_and_of_its_ratings()
    {
        await using var events = await EventReader.OpenAsync(_anna, "agents/anna/events");
        var conversation = await _centre.WriteAsync("web", "42");
        await _centre.AcceptAsync(conversation, "anna");
        await _centre.RateAsync(conversation, "like", "quick");

        var change = await events.NextAsync();
        var rating = await events.NextAsync();

        Assert.Equal("conversation", change.EventType);
        Assert.Equal(conversation, change.Data.GetProperty("conversationId").GetString());
        Assert.Equal("accepted", change.Data.GetProperty("status").GetString());
        Assert.Equal("notification", rating.EventType);
        Assert.Equal("customerRating", rating.Data.GetProperty("kind").GetString());
        Assert.Equal("like", rating.Data.GetProperty("value").GetString());
        Assert.Equal("quick", rating.Data.GetProperty("comment").GetString());
        Assert.Equal(rating.EventId, rating.Data.GetProperty("id").GetInt64().ToString());
    }

    [Fact]
    public async Task it_goes_on_after_the_last_event_that_it_knows()
    {
        var conversation = await _centre.WriteAsync("web", "42");
        await _centre.AcceptAsync(conversation, "anna");
        await _centre.RateAsync(conversation, "like");
        await using var first = await EventReader.OpenAsync(_anna, "agents/anna/events", lastEventId: "0");
        var change = await first.NextAsync();

        await using var again = await EventReader.OpenAsync(_anna, "agents/anna/events", change.EventId);

        Assert.Equal("notification", (await again.NextAsync()).EventType);
    }

    [Fact]
    public async Task it_does_not_hear_of_ratings_that_the_channel_hides()
    {
        var conversation = await _centre.WriteAsync("web", "42");
        await _centre.AcceptAsync(conversation, "anna");
        await _centre.RateAsync(conversation, "dislike");
        await _centre.ChannelAsync("web", new { name = "Web", agents = new[] { "anna" }, agentsSeeRatings = false });
        await _centre.RateAsync(conversation, "like");
        await _centre.ReviewAsync(conversation, 3);

        await using var events = await EventReader.OpenAsync(_anna, "agents/anna/events", lastEventId: "0");

        Assert.Equal("conversation", (await events.NextAsync()).EventType);
        Assert.Equal("supervisorRating", (await events.NextAsync()).Data.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task another_agents_events_are_not_for_it() =>
        (await _anna.GetAsync("agents/boris/events")).Is(HttpStatusCode.Forbidden);

    [Fact]
    public async Task an_agent_that_nobody_knows_has_none() =>
        (await _host.Admin.GetAsync("agents/nobody/events")).Is(HttpStatusCode.NotFound);
}
