using RatingGrains.Api.Host;

namespace RatingGrains.Api.Webhooks;

public sealed class When_the_host_restarts : IAsyncLifetime
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
    public async Task what_was_not_told_before_is_told_after()
    {
        var (id, secret) = await _host.SubscribeAsync(_crm, "conversation.opened", "conversation.finished");
        _crm.Say(503);
        await _host.Centre.HeldAsync("web", "zoë", "anna");
        await Eventually.HoldsAsync(() => _crm.Got.Count == 1);
        await _host.RestartAsync();
        _crm.Answer = null;
        _host.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await _host.AreAsync(id, "delivered", 2);

        Assert.True(_crm.Got.Count > 2);
        Assert.Equal("conversation.finished", _crm.Got[^1].Type);
        var before = Assert.Single(_crm.Got.SkipLast(1).Select(told => (told.Type, told.Id)).Distinct());
        Assert.Equal(("conversation.opened", _crm.Got[0].Id), before);
        Assert.All(_crm.Got, told => Assert.True(told.IsSignedBy(secret)));
    }

    [Fact]
    public async Task a_call_that_was_under_way_is_made_again_under_the_same_id()
    {
        var (id, _) = await _host.SubscribeAsync(_crm, "conversation.opened");
        var never = new TaskCompletionSource();
        _crm.Answer = (_, context) => never.Task.WaitAsync(context.RequestAborted);
        await _host.Centre.WriteAsync("web", "zoë");
        await Eventually.HoldsAsync(() => _crm.Got.Count == 1);
        await _host.RestartAsync();
        _crm.Answer = null;
        // The claim of the process that was stopped runs out.
        _host.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await _host.AreAsync(id, "delivered", 1);

        Assert.True(_crm.Got.Count > 1);
        Assert.Single(_crm.Got.Select(told => told.Id).Distinct());
    }
}
