using RatingGrains.Api.Host;

namespace RatingGrains.Api.Webhooks;

public sealed class When_the_host_restarts : WithReceiver
{
    [Fact]
    public async Task what_was_not_told_before_is_told_after()
    {
        var (id, secret) = await Host.SubscribeAsync(Crm, "conversation.opened", "conversation.finished");
        Crm.Say(503);
        await Host.Centre.HeldAsync("web", "zoë", "anna");
        await Eventually.HoldsAsync(() => Crm.Got.Count == 1);
        await Host.RestartAsync();
        Crm.Answer = null;
        Host.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Host.AreAsync(id, "delivered", 2);

        Assert.True(Crm.Got.Count > 2);
        Assert.Equal("conversation.finished", Crm.Got[^1].Type);
        var before = Assert.Single(Crm.Got.SkipLast(1).Select(told => (told.Type, told.Id)).Distinct());
        Assert.Equal(("conversation.opened", Crm.Got[0].Id), before);
        Assert.All(Crm.Got, told => Assert.True(told.IsSignedBy(secret)));
    }

    [Fact]
    public async Task a_call_that_was_under_way_is_made_again_under_the_same_id()
    {
        var (id, _) = await Host.SubscribeAsync(Crm, "conversation.opened");
        var never = new TaskCompletionSource();
        Crm.Answer = (_, context) => never.Task.WaitAsync(context.RequestAborted);
        await Host.Centre.WriteAsync("web", "zoë");
        await Eventually.HoldsAsync(() => Crm.Got.Count == 1);
        await Host.RestartAsync();
        Crm.Answer = null;
        // The claim of the process that was stopped runs out.
        Host.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Host.AreAsync(id, "delivered", 1);

        Assert.True(Crm.Got.Count > 1);
        Assert.Single(Crm.Got.Select(told => told.Id).Distinct());
    }
}
