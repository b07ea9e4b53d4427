using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Streams;

public sealed class When_a_connector_listens : IAsyncLifetime
{
    private const string Shop = "https://shop.example";

    private ApiHost _host = null!;
    private Centre _centre = null!;
    private ApiClient _connector = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna");
        await _centre.ChannelAsync("web", new { name = "Web", agents = new[] { "anna" }, origins = new[] { Shop } });
        await _centre.ChannelAsync("other", "anna");
        _connector = await _host.KeyAsync(new { role = "connector", subject = "bridge", channels = new[] { "web" } });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task it_hears_what_must_be_sent_as_it_happens()
    {
        await using var events = await EventReader.OpenAsync(_connector, "channels/web/events");
        var conversation = await _centre.HeldAsync("web", "42", "anna");

        var answer = await events.NextAsync();
        var request = await events.NextAsync();

        Assert.Equal("answer", answer.Data.GetProperty("type").GetString());
        Assert.Equal("Here you are.", answer.Data.GetProperty("text").GetString());
        Assert.False(answer.Data.TryGetProperty("buttons", out _));
        Assert.Equal("ratingRequest", request.Data.GetProperty("type").GetString());
        Assert.Equal(conversation, request.Data.GetProperty("conversationId").GetString());
        Assert.Equal("liveChat", request.Data.GetProperty("connector").GetString());
        Assert.Equal("42", request.Data.GetProperty("chatId").GetString());
        Assert.Equal("42", request.Data.GetProperty("userId").GetString());
        Assert.Equal(request.EventId, request.Data.GetProperty("id").GetInt64().ToString());
        var buttons = request.Data.GetProperty("buttons").EnumerateArray();
        Assert.Equal(["like", "dislike", "later"], buttons.Select(button => button.GetProperty("rating").GetString()));
    }

    [Fact]
    public async Task it_goes_on_after_the_last_event_that_it_knows()
    {
        await _centre.HeldAsync("web", "42", "anna");
        await using var first = await EventReader.OpenAsync(_connector, "channels/web/events", lastEventId: "0");
        var answer = await first.NextAsync();
        var request = await first.NextAsync();

        await using var again = await EventReader.OpenAsync(_connector, "channels/web/events", answer.EventId);

        Assert.Equal(request.EventId, (await again.NextAsync()).EventId);
    }

    [Fact]
    public async Task it_learns_at_once_that_it_is_connected()
    {
        using var response = await _connector.OpenAsync("channels/web/events");
        var stream = await response.Content.ReadAsStreamAsync();
        var first = new byte[3];

        await stream.ReadExactlyAsync(first).AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(":\n\n"u8, first);
        Assert.Equal("no", Assert.Single(response.Headers.GetValues("X-Accel-Buffering")));
    }

    [Fact]
    public async Task it_hears_nothing_of_before_it_came()
    {
        await _centre.HeldAsync("web", "42", "anna");
        await using var events = await EventReader.OpenAsync(_connector, "channels/web/events");
        var later = await _centre.HeldAsync("web", "43", "anna");

        Assert.Equal(later, (await events.NextAsync()).Data.GetProperty("conversationId").GetString());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task an_id_that_is_none_is_refused(string id)
    {
        var answer = await Answer.ReadAsync(await _connector.OpenAsync("channels/web/events", ("Last-Event-ID", id)));

        Assert.Equal(["Last-Event-ID"], answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
    }

    [Fact]
    public async Task another_channel_is_not_there_for_it() =>
        (await _connector.GetAsync("channels/other/events")).Is(HttpStatusCode.NotFound);

    [Fact]
    public async Task a_deleted_key_ends_its_stream()
    {
        var made = (await _host.Admin.PostAsync(
            "keys", new { role = "connector", subject = "bridge", channels = new[] { "web" } })).Good;
        var connector = _host.As(made.GetProperty("key").GetString());
        await using var events = await EventReader.OpenAsync(connector, "channels/web/events");

        (await _host.Admin.DeleteAsync($"keys/{made.GetProperty("id").GetString()}")).Is(HttpStatusCode.NoContent);

        await events.EndsAsync();
    }

    [Fact]
    public async Task an_expired_key_ends_its_stream_though_events_do_not_stop()
    {
        var expiresAt = _host.Clock.GetUtcNow().AddHours(1);
        var connector = await _host.KeyAsync(
            new { role = "connector", subject = "bridge", channels = new[] { "web" }, expiresAt });
        await using var events = await EventReader.OpenAsync(connector, "channels/web/events");
        await _centre.HeldAsync("web", "42", "anna");
        await events.NextAsync();
        await events.NextAsync();

        _host.Clock.Advance(TimeSpan.FromHours(1));

        await events.EndsAsync();
    }

    [Fact]
    public async Task a_host_that_stops_does_not_wait_for_it()
    {
        await using var events = await EventReader.OpenAsync(_connector, "channels/web/events");

        await _host.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        await events.EndsAsync();
    }

    [Fact]
    public async Task a_visitor_hears_its_own_thread_only()
    {
        var visitor = await _host.VisitorAsync("web", Shop);
        await using var events = await EventReader.OpenAsync(visitor, "channels/web/events");
        await _centre.HeldAsync("web", "somebody-else", "anna");
        var receipt = (await visitor.PostAsync("channels/web/messages", new { messageId = "v1", text = "Hi" })).Good;
        var own = receipt.GetProperty("conversationId").GetString()!;
        await _centre.AnswerAsync(own, "anna", "For you alone");

        Assert.Equal("For you alone", (await events.NextAsync()).Data.GetProperty("text").GetString());
    }
}
