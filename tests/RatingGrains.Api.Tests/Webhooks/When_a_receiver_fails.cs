using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Webhooks;

public sealed class When_a_receiver_fails : WithReceiver
{
    /// <summary>Two events in order. The third, the close, comes when the tests let hours pass.</summary>
    private static readonly string[] UntilFinished = ["conversation.opened", "conversation.finished"];

    [Fact]
    public async Task it_is_told_again_under_the_same_id_with_a_new_signature()
    {
        var (id, secret) = await Host.SubscribeAsync(Crm, "conversation.opened");
        Crm.Say(500);
        await Host.Centre.WriteAsync("web", "zoë");
        await Eventually.HoldsAsync(async () => await Host.AttemptsAsync(id) == 1);
        var failed = Assert.Single(await Host.DeliveriesAsync(id));
        Assert.Equal((500, "pending"), (failed.GetProperty("status").GetInt32(), failed.GetProperty("state").GetString()));
        Assert.True(
            failed.GetProperty("nextAttemptAt").GetDateTime() > failed.GetProperty("lastAttemptAt").GetDateTime());
        Crm.Answer = null;
        Host.Host.Clock.Advance(TimeSpan.FromSeconds(5));
        await Host.AreAsync(id, "delivered", 1);

        var (first, last) = (Crm.Got[0], Crm.Got[^1]);
        Assert.True(Crm.Got.Count > 1);
        Assert.All(Crm.Got, told => Assert.Equal((first.Id, true), (told.Id, told.IsSignedBy(secret))));
        Assert.Equal(first.Raw, last.Raw);
        Assert.NotEqual(first.Headers["X-RatingGrains-Timestamp"], last.Headers["X-RatingGrains-Timestamp"]);
    }

    [Fact]
    public async Task later_events_of_that_conversation_wait_and_those_of_others_do_not()
    {
        var (id, _) = await Host.SubscribeAsync(Crm, UntilFinished);
        string? stuck = null;
        Crm.Answer = (told, context) =>
        {
            stuck ??= told.Conversation;
            context.Response.StatusCode = told.Conversation == stuck ? 503 : 200;
            return Task.CompletedTask;
        };
        var first = await Host.Centre.HeldAsync("web", "one", "anna");
        await Eventually.HoldsAsync(() => Crm.Got.Count >= 1);
        var second = await Host.Centre.HeldAsync("web", "two", "anna");
        await Eventually.HoldsAsync(() => Of(second).Length == 2);

        Assert.Equal(["conversation.opened"], Of(first).Distinct());
        Assert.Equal(["conversation.opened", "conversation.finished"], Of(second));
        Crm.Answer = null;
        Host.Host.Clock.Advance(TimeSpan.FromHours(1));
        await Host.AreAsync(id, "delivered", 4);
        Assert.Equal("conversation.finished", Of(first)[^1]);
        Assert.DoesNotContain("conversation.finished", Of(first)[..^1]);
    }

    [Fact]
    public async Task a_receiver_that_asks_to_be_left_alone_is()
    {
        var (id, _) = await Host.SubscribeAsync(Crm, "conversation.opened");
        Crm.Answer = (_, context) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "600";
            return Task.CompletedTask;
        };
        await Host.Centre.WriteAsync("web", "one");
        await Eventually.HoldsAsync(async () => await Host.AttemptsAsync(id) == 1);
        var next = (await Host.DeliveriesAsync(id))[0].GetProperty("nextAttemptAt").GetDateTimeOffset();
        Assert.InRange(next - Host.Host.Clock.GetUtcNow(), TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
        Crm.Answer = null;
        // Another conversation does not break its rest either.
        await Host.Centre.WriteAsync("web", "two");
        Host.Host.Clock.Advance(TimeSpan.FromMinutes(9));
        await LooksAsync();
        Assert.Single(Crm.Got);

        Host.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Host.AreAsync(id, "delivered", 5);
    }

    [Fact]
    public async Task one_that_does_not_answer_in_time_is_told_again()
    {
        await using var host = await WebhookHost.StartAsync("Webhooks:Timeout=00:00:00.2");
        var crm = await host.ReceiverAsync();
        var never = new TaskCompletionSource();
        crm.Answer = (_, context) => never.Task.WaitAsync(context.RequestAborted);
        var (id, _) = await host.SubscribeAsync(crm, "conversation.opened");
        await host.Centre.WriteAsync("web", "zoë");
        await Eventually.HoldsAsync(async () =>
            (await host.DeliveriesAsync(id)) is [var one] && one.GetProperty("error").GetString() == "No answer in time.");
        crm.Answer = null;
        host.Host.Clock.Advance(TimeSpan.FromMinutes(1));

        await host.AreAsync(id, "delivered", 1);
    }

    [Fact]
    public async Task one_that_is_gone_is_disabled_and_nothing_is_lost()
    {
        var (id, _) = await Host.SubscribeAsync(Crm, UntilFinished);
        var held = new TaskCompletionSource();
        Crm.Answer = async (_, context) =>
        {
            await held.Task.WaitAsync(context.RequestAborted);
            context.Response.StatusCode = 410;
        };
        await Host.Centre.HeldAsync("web", "one", "anna");
        held.SetResult();
        await Eventually.HoldsAsync(async () => !(await Host.WebhookAsync(id)).GetProperty("enabled").GetBoolean());
        Assert.Equal("gone", (await Host.WebhookAsync(id)).GetProperty("stopped").GetString());
        Crm.Answer = null;
        var before = Crm.Got.Count;
        Host.Host.Clock.Advance(TimeSpan.FromHours(1));
        await LooksAsync();
        Assert.Equal(before, Crm.Got.Count);

        var enabled = await Host.Host.Admin.PutAsync(
            $"webhooks/{id}", new { url = Crm.Address, events = UntilFinished });
        Assert.Equal(JsonValueKind.Null, enabled.Good.GetProperty("stopped").ValueKind);
        await Host.AreAsync(id, "delivered", 2);
        Assert.Equal(UntilFinished, Crm.Got.Skip(before).Select(told => told.Type));
    }

    [Fact]
    public async Task a_slow_one_delays_nobody_else()
    {
        var slow = await Host.ReceiverAsync();
        var hold = new TaskCompletionSource();
        slow.Answer = (_, context) => hold.Task.WaitAsync(context.RequestAborted);
        var (slowId, _) = await Host.SubscribeAsync(slow, "*");
        var (fastId, _) = await Host.SubscribeAsync(Crm, "conversation.opened");
        // More conversations than the slow one has places.
        for (var n = 0; n < 20; n++)
            await Host.Centre.WriteAsync("web", $"customer-{n}");
        await Host.AreAsync(fastId, "delivered", 20);

        Assert.InRange(slow.Got.Count, 1, 8);
        hold.SetResult();
        await Host.AreAsync(slowId, "delivered", 20);
    }

    private string[] Of(string conversation) =>
        [.. Crm.Got.Where(told => told.Conversation == conversation).Select(told => told.Type)];

    /// <summary>A webhook that is told now shows that it was looked for something to send to all of them.</summary>
    private async Task LooksAsync()
    {
        var other = await Host.ReceiverAsync();
        var (id, _) = await Host.SubscribeAsync(other, "conversation.opened");
        for (var n = 1; n <= 3; n++)
        {
            await Host.Centre.WriteAsync("web", $"look-{n}-{id}");
            await Host.AreAsync(id, "delivered", n);
        }
    }
}
