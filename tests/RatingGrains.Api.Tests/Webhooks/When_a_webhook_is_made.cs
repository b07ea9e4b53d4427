using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Webhooks;

public sealed class When_a_webhook_is_made : IAsyncLifetime
{
    private WebhookHost _host = null!;

    public async Task InitializeAsync() => _host = await WebhookHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task it_can_be_read_changed_listed_and_deleted()
    {
        var (id, _) = await _host.SubscribeAsync(new
        {
            url = "https://crm.example/hook",
            events = new[] { "rating.*", "alert.*", "rating.*" },
            channels = new[] { "web" },
            description = "the CRM",
        });
        var read = await _host.WebhookAsync(id);
        Assert.Equal(["rating.*", "alert.*"], read.GetProperty("events").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(("https://crm.example/hook", true), Address(read));

        var replaced = (await _host.Host.Admin.PutAsync(
            $"webhooks/{id}", new { url = "https://other.example/", events = new[] { "*" }, enabled = false })).Good;
        Assert.Equal(("https://other.example/", false), Address(replaced));
        Assert.Empty(replaced.GetProperty("channels").EnumerateArray());
        Assert.Equal(id, Assert.Single((await _host.Host.Admin.GetAsync("webhooks")).Items).GetProperty("id").GetString());
        (await _host.Host.Admin.DeleteAsync($"webhooks/{id}")).Is(HttpStatusCode.NoContent);
        (await _host.Host.Admin.DeleteAsync($"webhooks/{id}")).Is(HttpStatusCode.NotFound);
        (await _host.Host.Admin.GetAsync($"webhooks/{id}")).Is(HttpStatusCode.NotFound);
        Assert.Empty((await _host.Host.Admin.GetAsync("webhooks")).Items);
    }

    [Fact]
    public async Task its_secret_is_shown_once_and_a_repeat_of_the_request_shows_the_same()
    {
        var request = new { url = "https://crm.example/hook", events = new[] { "*" } };
        var first = (await _host.Host.Admin.PostAsync("webhooks", request, "once")).Is(HttpStatusCode.Created);
        var again = (await _host.Host.Admin.PostAsync("webhooks", request, "once")).Is(HttpStatusCode.Created);

        Assert.Equal(first.Body.GetRawText(), again.Body.GetRawText());
        Assert.Single((await _host.Host.Admin.GetAsync("webhooks")).Items);
        var id = first.Body.GetProperty("id").GetString();
        Assert.Equal($"/api/v1/webhooks/{id}", first.Message.Headers.Location?.ToString());
        Assert.True(first.Body.GetProperty("secret").GetString()!.Length >= 43);
    }

    [Fact]
    public async Task all_that_is_wrong_with_it_is_named()
    {
        var request = new
        {
            url = 7,
            events = new[] { "rating.given" },
            channels = new[] { "a b" },
            enabled = "yes",
            secret = "mine",
        };
        var answer = await _host.Host.Admin.PostAsync("webhooks", request);

        answer.Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["channels[0]", "enabled", "events[0]", "secret", "url"], answer.BrokenFields.Order());
        var nothing = await _host.Host.Admin.PostAsync("webhooks", new { events = Array.Empty<string>() });
        Assert.Equal(["events", "url"], nothing.BrokenFields.Order());
    }

    [Theory]
    [InlineData("crm.example/hook")]
    [InlineData("ftp://crm.example/hook")]
    [InlineData("https://user:word@crm.example/")]
    [InlineData("https://crm.example/#here")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://2130706434.example:99999/")]
    public async Task an_address_that_cannot_be_ones_is_refused_at_once(string url)
    {
        var answer = await _host.Host.Admin.PostAsync("webhooks", new { url, events = new[] { "*" } });

        Assert.Equal(["url"], answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
    }

    [Fact]
    public async Task a_test_says_how_it_ended()
    {
        var crm = await _host.ReceiverAsync();
        var (id, secret) = await _host.SubscribeAsync(crm, "rating.*");
        var good = (await _host.Host.Admin.PostAsync($"webhooks/{id}/test")).Good;
        crm.Say(404);
        var bad = (await _host.Host.Admin.PostAsync($"webhooks/{id}/test")).Good;

        Assert.Equal((true, 204, null), Ended(good));
        Assert.Equal((false, 404, "Answered 404."), Ended(bad));
        Assert.All(crm.Got, told => Assert.Equal(("test", true), (told.Type, told.IsSignedBy(secret))));
        Assert.Empty(await _host.DeliveriesAsync(id));
    }

    [Fact]
    public async Task one_that_was_deleted_hears_nothing_more()
    {
        var (crm, other) = (await _host.ReceiverAsync(), await _host.ReceiverAsync());
        var (id, _) = await _host.SubscribeAsync(crm, "*");
        var (otherId, _) = await _host.SubscribeAsync(other, "conversation.opened");
        (await _host.Host.Admin.DeleteAsync($"webhooks/{id}")).Is(HttpStatusCode.NoContent);
        await _host.Centre.WriteAsync("web", "zoë");
        await _host.AreAsync(otherId, "delivered", 1);

        Assert.Empty(crm.Got);
    }

    [Fact]
    public async Task deliveries_come_in_pages_the_newest_first()
    {
        var crm = await _host.ReceiverAsync();
        var (id, _) = await _host.SubscribeAsync(crm, "*");
        for (var n = 0; n < 3; n++)
            await _host.Centre.HeldAsync("web", $"customer-{n}", "anna");
        await _host.AreAsync(id, "delivered", 9);

        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await _host.Host.Admin.GetAsync($"webhooks/{id}/deliveries?limit=2&cursor={cursor}");
            seen.AddRange(page.Items.Select(one => one.GetProperty("id").GetString()!));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        Assert.Equal((await _host.DeliveriesAsync(id)).Select(one => one.GetProperty("id").GetString()!), seen);
        Assert.Equal(9, seen.Distinct().Count());
        var broken = await _host.Host.Admin.GetAsync($"webhooks/{id}/deliveries?state=lost&from=now&cursor=bm9uZQ&more=1");
        broken.Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["cursor", "from", "more", "state"], broken.BrokenFields.Order());
    }

    private static (string? Url, bool Enabled) Address(JsonElement webhook) =>
        (webhook.GetProperty("url").GetString(), webhook.GetProperty("enabled").GetBoolean());

    private static (bool Delivered, int Status, string? Error) Ended(JsonElement test) => (
        test.GetProperty("delivered").GetBoolean(), test.GetProperty("status").GetInt32(),
        test.GetProperty("error").GetString());
}
