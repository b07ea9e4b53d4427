using System.Text.Json;

namespace RatingGrains.Api.Webhooks;

public sealed class When_a_secret_is_changed : WithReceiver
{
    [Fact]
    public async Task both_sign_for_a_time_and_then_the_new_one_alone()
    {
        var (id, first) = await Host.SubscribeAsync(Crm, "conversation.opened");
        var second = await ChangeAsync(id, new { keepFormerFor = "PT1H" });
        await TellAsync(id, 1);
        Host.Host.Clock.Advance(TimeSpan.FromHours(1));
        await TellAsync(id, 2);

        Assert.Equal((true, true), (Crm.Got[0].IsSignedBy(first), Crm.Got[0].IsSignedBy(second)));
        Assert.Equal((false, true), (Crm.Got[1].IsSignedBy(first), Crm.Got[1].IsSignedBy(second)));
    }

    [Fact]
    public async Task one_that_leaked_stops_at_once()
    {
        var (id, first) = await Host.SubscribeAsync(Crm, "conversation.opened");
        var second = await ChangeAsync(id, new { keepFormerFor = "PT0S" });
        await TellAsync(id, 1);

        Assert.Equal((false, true), (Crm.Got[0].IsSignedBy(first), Crm.Got[0].IsSignedBy(second)));
        Assert.Equal(JsonValueKind.Null, (await Host.WebhookAsync(id)).GetProperty("formerSecretUntil").ValueKind);
    }

    [Fact]
    public async Task a_day_is_the_default_and_a_repeat_of_the_request_changes_it_once()
    {
        var (id, _) = await Host.SubscribeAsync(Crm, "conversation.opened");
        var made = (await Host.Host.Admin.PostAsync($"webhooks/{id}/secret", null, "once")).Good.GetRawText();
        var again = (await Host.Host.Admin.PostAsync($"webhooks/{id}/secret", null, "once")).Good.GetRawText();

        Assert.Equal(made, again);
        var until = (await Host.WebhookAsync(id)).GetProperty("formerSecretUntil").GetDateTimeOffset();
        Assert.InRange(until - Host.Host.Clock.GetUtcNow(), TimeSpan.FromHours(23), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task no_secret_is_in_the_file_or_in_an_answer()
    {
        var (id, first) = await Host.SubscribeAsync(Crm, "conversation.opened");
        var second = await ChangeAsync(id, null);

        var file = await Host.Host.FileTextAsync();
        Assert.Contains(id, file);
        var list = (await Host.Host.Admin.GetAsync("webhooks")).Good;
        var shown = (await Host.WebhookAsync(id)).GetRawText() + list.GetRawText();
        foreach (var secret in new[] { first, second })
        {
            Assert.DoesNotContain(secret, file);
            Assert.DoesNotContain(secret, shown);
        }
    }

    private async Task<string> ChangeAsync(string id, object? request) =>
        (await Host.Host.Admin.PostAsync($"webhooks/{id}/secret", request)).Good.GetProperty("secret").GetString()!;

    private async Task TellAsync(string id, int count)
    {
        await Host.Centre.WriteAsync("web", $"customer-{count}");
        await Host.AreAsync(id, "delivered", count);
    }
}
