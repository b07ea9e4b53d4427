using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Webhooks;

public sealed class When_a_delivery_is_given_up : WithReceiver
{
    [Fact]
    public async Task that_is_after_three_days_and_it_is_listed_and_what_waited_behind_has_its_turn()
    {
        var (id, _) = await Host.SubscribeAsync(Crm, "conversation.opened", "conversation.finished");
        Crm.Say(500);
        await Host.Centre.HeldAsync("web", "one", "anna");
        for (var hour = 0; hour <= 75 && await DeadAsync(id) < 2; hour++)
        {
            // Not what came in: what is noted only after the clock went on waits for another hour.
            var before = await Host.AttemptsAsync(id);
            Host.Host.Clock.Advance(TimeSpan.FromHours(1));
            await Eventually.HoldsAsync(async () => await Host.AttemptsAsync(id) > before || await DeadAsync(id) == 2);
        }

        await Host.AreAsync(id, "dead", 2);
        var dead = await Host.DeliveriesAsync(id, "?state=dead");
        Assert.All(dead, one => Assert.Equal("Answered 500.", one.GetProperty("error").GetString()));
        var attempts = dead.ToDictionary(
            one => one.GetProperty("type").GetString()!, one => one.GetProperty("attempts").GetInt32());
        Assert.InRange(attempts["conversation.opened"], 60, 80);
        Assert.Equal(1, attempts["conversation.finished"]);
        Assert.Empty(await Host.DeliveriesAsync(id, "?state=pending"));
    }

    [Fact]
    public async Task it_is_told_again_one_by_one_or_by_time()
    {
        var (id, _) = await Host.SubscribeAsync(Crm, "conversation.opened");
        Crm.Say(500);
        foreach (var customer in new[] { "one", "two", "three" })
            await Host.Centre.WriteAsync("web", customer);
        await Eventually.HoldsAsync(async () => await Host.AttemptsAsync(id) >= 3);
        Assert.Equal((true, 3, 0), await HealthAsync(id));
        Host.Host.Clock.Advance(TimeSpan.FromDays(4));
        await Host.AreAsync(id, "dead", 3);
        Assert.Equal((false, 0, 3), await HealthAsync(id));
        Crm.Answer = null;

        var one = (await Host.DeliveriesAsync(id))[0].GetProperty("id").GetString()!;
        Assert.Equal(1, await ReplayedAsync($"webhooks/{id}/deliveries/{one}/replay"));
        await Eventually.HoldsAsync(async () => (await Host.DeliveriesAsync(id, "?state=delivered")).Length == 1);
        var request = new { from = Host.Host.Clock.GetUtcNow().AddDays(-5), state = "dead" };
        Assert.Equal(2, await ReplayedAsync($"webhooks/{id}/replay", request));
        await Host.AreAsync(id, "delivered", 3);
        Assert.Equal((false, 0, 0), await HealthAsync(id));

        Assert.Equal(3, Crm.Got.Select(told => told.Id).Distinct().Count());
    }

    private async Task<int> ReplayedAsync(string path, object? request = null) =>
        (await Host.Host.Admin.PostAsync(path, request)).Good.GetProperty("replayed").GetInt32();

    private async Task<int> DeadAsync(string id) => (await Host.DeliveriesAsync(id, "?state=dead")).Length;

    /// <summary>Whether it fails, how many wait, and how many were given up, as an admin is told.</summary>
    private async Task<(bool Fails, int Waiting, int Dead)> HealthAsync(string id)
    {
        var health = (await Host.Host.Admin.GetAsync($"webhooks/{id}/health")).Good;
        Assert.Equal("conversation.opened", health.GetProperty("newest").GetProperty("type").GetString());
        return (
            health.GetProperty("failingSince").ValueKind == JsonValueKind.String,
            health.GetProperty("waiting").GetInt32(), health.GetProperty("dead").GetInt32());
    }
}
