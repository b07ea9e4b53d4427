using System.Text;
using System.Text.Json;

namespace RatingGrains.Api.Webhooks;

public sealed class When_a_webhook_is_told : WithReceiver
{
    [Fact]
    public async Task it_hears_of_a_conversation_from_its_opening_to_its_review_in_order()
    {
        var (id, _) = await Host.SubscribeAsync(Crm, "*");
        var conversation = await Host.Centre.HeldAsync("web", "zoë", "anna");
        await Host.Centre.RateAsync(conversation, "like");
        await Host.Centre.RateAsync(conversation, "dislike", "Slow");
        await Host.Centre.ReviewAsync(conversation, 2, "Could be faster");
        await Host.Centre.ReviewAsync(conversation, 3);
        await Host.Centre.FinishAsync(conversation);
        await Host.AreAsync(id, "delivered", 8);

        Assert.Equal(
            [
                "conversation.opened", "conversation.finished", "rating.requested", "rating.submitted", "rating.changed",
                "supervisorRating.submitted", "supervisorRating.changed", "conversation.closed",
            ],
            Crm.Got.Select(told => told.Type));
        Assert.Equal(8, Crm.Got.Select(told => told.Id).Distinct().Count());
        Assert.All(Crm.Got, told => Assert.Equal(conversation, told.Conversation));
    }

    [Fact]
    public async Task it_is_proved_by_a_signature_over_the_time_and_the_body_as_it_came()
    {
        var (id, secret) = await Host.SubscribeAsync(Crm, "conversation.opened");
        await Host.Centre.WriteAsync("web", "zoë");
        await Host.AreAsync(id, "delivered", 1);

        var told = Assert.Single(Crm.Got);
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
        var (id, _) = await Host.SubscribeAsync(Crm, "rating.submitted", "rating.changed");
        var conversation = await Host.Centre.HeldAsync("web", "zoë", "anna");
        await Host.Centre.RateAsync(conversation, "like");
        await Host.Centre.RateAsync(conversation, "dislike", "Slow \"service\" 👎");
        await Host.AreAsync(id, "delivered", 2);

        var body = Crm.Got[1].Body;
        Assert.Equal(
            ["dislike", "like", "Slow \"service\" 👎"], Texts(body.GetProperty("rating"), "value", "former", "comment"));
        Assert.Equal(["anna", "support"], Texts(body.GetProperty("attribution"), "agentId", "team"));
        var state = (await Host.Host.Admin.GetAsync($"conversations/{conversation}")).Good;
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
        var (id, _) = await Host.SubscribeAsync(Crm, "*");
        await Host.Centre.WriteAsync("web", "c1", "My card is 4111 1111", name: "Zoë Müller");
        await Host.AreAsync(id, "delivered", 1);

        var body = Encoding.UTF8.GetString(Assert.Single(Crm.Got).Raw);
        Assert.DoesNotContain("4111", body);
        Assert.DoesNotContain("Müller", body);
    }

    [Fact]
    public async Task it_hears_of_its_channels_only()
    {
        await Host.Centre.ChannelAsync("shop", "anna");
        var (id, _) = await Host.SubscribeAsync(
            new { url = Crm.Address, events = new[] { "*" }, channels = new[] { "shop" } });
        await Host.Centre.WriteAsync("web", "one");
        var shop = await Host.Centre.WriteAsync("shop", "two");
        await Host.AreAsync(id, "delivered", 1);

        Assert.Equal(shop, Assert.Single(Crm.Got).Conversation);
    }

    [Fact]
    public async Task while_it_is_disabled_it_hears_nothing()
    {
        var (id, _) = await Host.SubscribeAsync(new { url = Crm.Address, events = new[] { "*" }, enabled = false });
        await Host.Centre.WriteAsync("web", "one");
        _ = (await Host.Host.Admin.PutAsync($"webhooks/{id}", new { url = Crm.Address, events = new[] { "*" } })).Good;
        var second = await Host.Centre.WriteAsync("web", "two");
        await Host.AreAsync(id, "delivered", 1);

        Assert.Equal(second, Assert.Single(Crm.Got).Conversation);
    }

    [Fact]
    public async Task a_deadline_is_told_when_it_has_passed()
    {
        await Host.Centre.ChannelAsync(
            "web", new { name = "web", agents = new[] { "anna" }, rating = new { window = "PT1H" } });
        var (id, _) = await Host.SubscribeAsync(Crm, "rating.expired", "rating.late");
        var conversation = await Host.Centre.HeldAsync("web", "zoë", "anna");
        Host.Host.Clock.Advance(TimeSpan.FromHours(2));
        await Host.Centre.WriteAsync("web", "somebody else");
        await Host.AreAsync(id, "delivered", 1);

        var told = Assert.Single(Crm.Got);
        Assert.Equal(("rating.expired", conversation), (told.Type, told.Conversation));
    }

    private static IEnumerable<string?> Texts(JsonElement part, params string[] names) =>
        names.Select(name => part.GetProperty(name).GetString());
}
