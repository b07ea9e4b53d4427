using System.Text;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Webhooks;

public sealed class When_a_webhook_is_told : IAsyncLifetime
{
    private WebhookHost _host = null!;
    private Receiver _crm = null!;

    public async Task InitializeAsync()
    {
        _host = await WebhookHost.StartAsync();
        _crm = await _host.ReceiverAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task it_hears_of_a_conversation_from_its_opening_to_its_review_in_order()
    {
        var (id, _) = await _host.SubscribeAsync(_crm, "*");
        var conversation = await _host.Centre.HeldAsync("web", "zoë", "anna");
        await _host.Centre.RateAsync(conversation, "like");
        await _host.Centre.RateAsync(conversation, "dislike", "Slow");
        await _host.Centre.ReviewAsync(conversation, 2, "Could be faster");
        await _host.Centre.ReviewAsync(conversation, 3);
        await _host.Centre.FinishAsync(conversation);
        await _host.AreAsync(id, "delivered", 8);

        Assert.Equal(
            [
                "conversation.opened", "conversation.finished", "rating.requested", "rating.submitted", "rating.changed",
                "supervisorRating.submitted", "supervisorRating.changed", "conversation.closed",
            ],
            _crm.Got.Select(told => told.Type));
        Assert.Equal(8, _crm.Got.Select(told => told.Id).Distinct().Count());
        Assert.All(_crm.Got, told => Assert.Equal(conversation, told.Conversation));
    }

    [Fact]
    public async Task it_is_proved_by_a_signature_over_the_time_and_the_body_as_it_came()
    {
        var (id, secret) = await _host.SubscribeAsync(_crm, "conversation.opened");
        await _host.Centre.WriteAsync("web", "zoë");
        await _host.AreAsync(id, "delivered", 1);

        var told = Assert.Single(_crm.Got);
        Assert.True(told.IsSignedBy(secret));
        Assert.False(told.IsSignedBy(secret + "x"));
        Assert.Equal("conversation.opened", told.Headers["X-RatingGrains-Event"]);
        Assert.Equal(told.Id, told.Headers["X-RatingGrains-Delivery"]);
        Assert.Equal("application/json", told.Headers["Content-Type"]);
        var sentAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(told.Headers["X-RatingGrains-Timestamp"]));
        Assert.InRange(sentAt, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Fact]
    public async Task a_rating_says_whose_it_is_and_what_it_was_before()
    {
        var (id, _) = await _host.SubscribeAsync(_crm, "rating.submitted", "rating.changed");
        var conversation = await _host.Centre.HeldAsync("web", "zoë", "anna");
        await _host.Centre.RateAsync(conversation, "like");
        await _host.Centre.RateAsync(conversation, "dislike", "Slow \"service\" 👎");
        await _host.AreAsync(id, "delivered", 2);

        var body = _crm.Got[1].Body;
        Assert.Equal(
            ["dislike", "like", "Slow \"service\" 👎"], Texts(body.GetProperty("rating"), "value", "former", "comment"));
        Assert.Equal(["anna", "support"], Texts(body.GetProperty("attribution"), "agentId", "team"));
        var state = (await _host.Host.Admin.GetAsync($"conversations/{conversation}")).Good;
        var stood = body.GetProperty("conversation");
        Assert.Equal(state.GetProperty("number").GetInt64(), stood.GetProperty("number").GetInt64());
        Assert.Equal(state.GetProperty("version").GetInt64(), stood.GetProperty("version").GetInt64());
        Assert.Equal(
            ["web", "liveChat", "zoë", "closing"], Texts(stood, "channelId", "connector", "customerId", "status"));
        var ratedAt = state.GetProperty("customerRating").GetProperty("at").GetDateTime();
        Assert.Equal(ratedAt, body.GetProperty("occurredAt").GetDateTime());
    }

    [Fact]
    public async Task it_hears_nothing_of_what_was_said_nor_the_customers_name()
    {
        var (id, _) = await _host.SubscribeAsync(_crm, "*");
        await _host.Centre.WriteAsync("web", "c1", "My card is 4111 1111", name: "Zoë Müller");
        await _host.AreAsync(id, "delivered", 1);

        var body = Encoding.UTF8.GetString(Assert.Single(_crm.Got).Raw);
        Assert.DoesNotContain("4111", body);
        Assert.DoesNotContain("Müller", body);
    }

    [Fact]
    public async Task it_hears_of_its_channels_only()
    {
        await _host.Centre.ChannelAsync("shop", "anna");
        var (id, _) = await _host.SubscribeAsync(
            new { url = _crm.Address, events = new[] { "*" }, channels = new[] { "shop" } });
        await _host.Centre.WriteAsync("web", "one");
        var shop = await _host.Centre.WriteAsync("shop", "two");
        await _host.AreAsync(id, "delivered", 1);

        Assert.Equal(shop, Assert.Single(_crm.Got).Conversation);
    }

    [Fact]
    public async Task while_it_is_disabled_it_hears_nothing()
    {
        var (id, _) = await _host.SubscribeAsync(new { url = _crm.Address, events = new[] { "*" }, enabled = false });
        await _host.Centre.WriteAsync("web", "one");
        _ = (await _host.Host.Admin.PutAsync($"webhooks/{id}", new { url = _crm.Address, events = new[] { "*" } })).Good;
        var second = await _host.Centre.WriteAsync("web", "two");
        await _host.AreAsync(id, "delivered", 1);

        Assert.Equal(second, Assert.Single(_crm.Got).Conversation);
    }

    [Fact]
    public async Task a_deadline_is_told_when_it_has_passed()
    {
        await _host.Centre.ChannelAsync(
            "web", new { name = "web", agents = new[] { "anna" }, rating = new { window = "PT1H" } });
        var (id, _) = await _host.SubscribeAsync(_crm, "rating.expired", "rating.late");
        var conversation = await _host.Centre.HeldAsync("web", "zoë", "anna");
        _host.Host.Clock.Advance(TimeSpan.FromHours(2));
        await _host.Centre.WriteAsync("web", "somebody else");
        await _host.AreAsync(id, "delivered", 1);

        var told = Assert.Single(_crm.Got);
        Assert.Equal(("rating.expired", conversation), (told.Type, told.Conversation));
    }

    private static IEnumerable<string?> Texts(JsonElement part, params string[] names) =>
        names.Select(name => part.GetProperty(name).GetString());
}
