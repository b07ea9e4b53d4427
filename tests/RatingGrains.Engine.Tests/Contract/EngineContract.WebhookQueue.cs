using RatingGrains.Conversations;
using RatingGrains.Webhooks;

namespace RatingGrains.Contract;

/// <summary>One after the other, until it is taken or given up.</summary>
public abstract partial class EngineContract
{
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task One_that_fails_holds_up_its_own_conversation_and_no_other()
    {
        await Shell.SubscribeAsync(Hook(Crm, "conversation.*"));
        var stuck = await AskedAsync(ThreadOf("42"));
        await WaitingAsync(Crm, 2);
        var first = Assert.Single(await ClaimAsync(Crm));
        var later = Clock.GetUtcNow().AddSeconds(5);
        await Queue.SettleAsync(first, new(500, "Answered 500.", later), Clock.GetUtcNow(), default);
        var other = (await SayAsync(ThreadOf("43"), "Hello")).Conversation!.Value;
        await WaitingAsync(Crm, 3);

        Assert.Equal(other, Assert.Single(await ClaimAsync(Crm)).Delivery.News.Conversation);
        Clock.Advance(TimeSpan.FromSeconds(5));
        var again = Assert.Single(await ClaimAsync(Crm));
        Assert.Equal((first.Delivery.Id, 1, 500), (again.Delivery.Id, again.Delivery.Attempts, again.Delivery.Status));
        await Queue.SettleAsync(again, new(500, "Answered 500.", null), Clock.GetUtcNow(), default);
        var next = Assert.Single(await ClaimAsync(Crm));
        Assert.Equal(
            (stuck, NewsKind.ConversationFinished), (next.Delivery.News.Conversation, next.Delivery.News.Kind));
        Assert.Equal(first.Delivery.Id, Assert.Single(await LogAsync(Crm, DeliveryState.Dead)).Id);
    }

    [Fact]
    public async Task A_claim_is_nobody_elses_until_it_runs_out_and_then_no_longer_ones_own()
    {
        await Shell.SubscribeAsync(Hook(Crm, "conversation.opened"));
        await SayAsync(ThreadOf("42"), "Hello");
        await WaitingAsync(Crm, 1);
        var lost = Assert.Single(await ClaimAsync(Crm));
        Assert.Empty(await ClaimAsync(Crm));
        Assert.Equal(lost.Until, await Queue.NextDueAsync(Crm, default));
        await RestartAsync();

        Clock.Advance(Claim);
        var found = Assert.Single(await ClaimAsync(Crm));
        Assert.Equal(lost.Delivery.Id, found.Delivery.Id);
        await Queue.SettleAsync(lost, new(null, "No answer in time.", null), Clock.GetUtcNow(), default);
        Assert.Equal(DeliveryState.Pending, Assert.Single(await LogAsync(Crm)).State);
        await Queue.SettleAsync(found, new(200, null, null), Clock.GetUtcNow(), default);
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await LogAsync(Crm)).State);
    }

    [Fact]
    public async Task What_was_told_is_told_again_when_somebody_asks_in_its_order()
    {
        await Shell.SubscribeAsync(Hook(Crm, "conversation.opened", "conversation.finished"));
        await AskedAsync(ThreadOf("42"));
        await WaitingAsync(Crm, 2);
        var told = await DrainAsync(Crm);
        Clock.Advance(TimeSpan.FromHours(1));
        await SayAsync(ThreadOf("43"), "Hello");
        await WaitingAsync(Crm, 3);
        await DrainAsync(Crm);

        Assert.Equal(2, await Told.ReplayAsync(Crm, Monday, Monday.AddHours(1), null, Clock.GetUtcNow(), default));
        Assert.Equal(told, await DrainAsync(Crm));
        Assert.True(await Told.ReplayAsync(Crm, told[1], Clock.GetUtcNow(), default));
        Assert.Equal([told[1]], await DrainAsync(Crm));
        Assert.False(await Told.ReplayAsync(Crm, new DeliveryId("nobody", 256), Clock.GetUtcNow(), default));
        var tomorrow = Monday.AddDays(1);
        Assert.Equal(
            0, await Told.ReplayAsync(Crm, Monday, tomorrow, DeliveryState.Dead, Clock.GetUtcNow(), default));
    }

    private Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(WebhookId id) =>
        Queue.ClaimAsync(id, 10, Clock.GetUtcNow(), Clock.GetUtcNow() + Claim, default);

    /// <summary>All that is due is taken by the receiver; its ids, in the order of their leaving.</summary>
    private async Task<List<DeliveryId>> DrainAsync(WebhookId id)
    {
        var told = new List<DeliveryId>();
        while (await ClaimAsync(id) is { Count: > 0 } claimed)
        {
            foreach (var one in claimed)
            {
                told.Add(one.Delivery.Id);
                await Queue.SettleAsync(one, new(200, null, null), Clock.GetUtcNow(), default);
            }
        }
        return told;
    }
}
