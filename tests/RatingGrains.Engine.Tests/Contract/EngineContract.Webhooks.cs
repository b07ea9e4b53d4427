using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Sql.Webhooks;
using RatingGrains.Webhooks;

namespace RatingGrains.Contract;

/// <summary>What systems of others have yet to be told.</summary>
public abstract partial class EngineContract
{
    private static readonly WebhookId Crm = new("crm");
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);

    private IWebhookQueue Queue => Shell.Service<IWebhookQueue>();

    private IWebhookLog Told => Shell.Service<IWebhookLog>();

    [Fact]
    public async Task A_webhook_is_told_what_it_asked_for_one_after_the_other()
    {
        await Shell.SubscribeAsync(Hook(Crm, "*"));
        var id = await AskedAsync(ThreadOf("42"));
        await DoAsync(id, new RateAsCustomer(RatingValue.Like, "Fine"));
        await WaitingAsync(Crm, 4);

        string[] expected = ["conversation.opened", "conversation.finished", "rating.requested", "rating.submitted"];
        foreach (var name in expected)
        {
            var claimed = Assert.Single(await ClaimAsync(Crm));
            Assert.Equal((name, id), (EventNames.Of(claimed.Delivery.News.Kind), claimed.Delivery.News.Conversation));
            await Queue.SettleAsync(claimed, new(204, null, null), Clock.GetUtcNow(), default);
        }
        Assert.Empty(await ClaimAsync(Crm));
        Assert.Null(await Queue.NextDueAsync(Crm, default));
        var log = await Told.ListAsync(Crm, null, null, null, null, 10, default);
        Assert.Equal(expected.Reverse(), log.Select(told => EventNames.Of(told.News.Kind)));
        Assert.All(log, told => Assert.Equal((DeliveryState.Delivered, 1, 204), (told.State, told.Attempts, told.Status)));
        var rated = log[0].News;
        Assert.Equal((RatingValue.Like, "Fine", Anna), (rated.Value, rated.Comment, rated.Attribution!.Agent));
    }

    [Fact]
    public async Task Who_did_not_ask_is_told_nothing()
    {
        await ConfigureAsync(settings => settings, new ChannelId("shop"));
        await Shell.SubscribeAsync(Hook(Crm, "rating.*"));
        await Shell.SubscribeAsync(Hook(new("shop"), "*") with { Channels = [new ChannelId("shop")] });
        await Shell.SubscribeAsync(Hook(new("off"), "*") with { Enabled = false });
        await AskedAsync(ThreadOf("42"));
        await WaitingAsync(Crm, 1);
        await AskedAsync(ThreadOf("43", channel: new ChannelId("shop")));
        await WaitingAsync(new("shop"), 3);

        Assert.All(await LogAsync(Crm), told => Assert.Equal(NewsKind.RatingRequested, told.News.Kind));
        Assert.All(await LogAsync(new("shop")), told => Assert.Equal("shop", told.News.Thread.Channel.Value));
        Assert.Empty(await LogAsync(new("off")));
    }

    [Fact]
    public async Task What_is_said_and_what_is_to_be_shown_is_told_to_who_asked_for_just_that()
    {
        await Shell.SubscribeAsync(Hook(Crm, "*"));
        await Shell.SubscribeAsync(Hook(new("line"), "message.added") with { Kind = Webhook.Bitrix24 });
        await Shell.SubscribeAsync(Hook(new("connector"), "message.sent") with { Kind = Webhook.Bitrix24 });
        var id = await AskedAsync(ThreadOf("42"));
        // A request that is answered before it left is not sent any more.
        await WaitingAsync(new("connector"), 2);
        await SayAsync(ThreadOf("42"), "1");
        await WaitingAsync(Crm, 4);
        await WaitingAsync(new("line"), 5);
        await WaitingAsync(new("connector"), 3);

        var (request, thanks) = (Defaults.Rating.Text.Request, Defaults.Rating.Text.Liked);
        Assert.Equal(
            [
                (1, MessageSource.Customer, "Hello"), (2, MessageSource.Agent, "Good morning"),
                (3, MessageSource.System, request), (4, MessageSource.Customer, "1"), (5, MessageSource.System, thanks),
            ],
            await SaidAsync(new("line")));
        Assert.Equal(
            [
                (2, MessageSource.Agent, "Good morning"), (3, MessageSource.System, request),
                (5, MessageSource.System, thanks),
            ],
            await SaidAsync(new("connector")));
        Assert.Equal(3, (await StateAsync(id)).Request.Asked!.Message);

        async Task<List<(int, MessageSource, string)>> SaidAsync(WebhookId hook) =>
        [
            .. (await LogAsync(hook)).Select(told => told.News).OrderBy(news => news.Message!.Ordinal)
                .Select(news => (news.Message!.Ordinal, news.Message.From, news.Message.Text)),
        ];
    }

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
        Assert.Equal((stuck, NewsKind.ConversationFinished), (next.Delivery.News.Conversation, next.Delivery.News.Kind));
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
        var none = await Told.ReplayAsync(Crm, Monday, Monday.AddDays(1), DeliveryState.Dead, Clock.GetUtcNow(), default);
        Assert.Equal(0, none);
    }

    [Fact]
    public async Task Webhooks_are_kept_and_changed_and_go_with_all_that_was_theirs()
    {
        await Shell.SubscribeAsync(Hook(Crm, "*"));
        var webhooks = Shell.Service<IWebhooks>();
        Assert.NotNull(await webhooks.ChangeAsync(Crm, hook => hook with { Description = "the CRM" }, default));
        Assert.Null(await webhooks.ChangeAsync(new("none"), hook => hook, default));
        await AskedAsync(ThreadOf("42"));
        await WaitingAsync(Crm, 3);
        await RestartAsync();
        webhooks = Shell.Service<IWebhooks>();
        Assert.Equal("the CRM", webhooks.Find(Crm)!.Description);
        await DrainAsync(Crm);

        await Shell.Service<WebhookTidying>().TidyAsync(Clock.GetUtcNow() + WebhookTidying.DeliveredKeptFor, default);
        Assert.Equal(3, (await LogAsync(Crm)).Count);
        await Shell.Service<WebhookTidying>().TidyAsync(
            Clock.GetUtcNow() + WebhookTidying.DeliveredKeptFor + TimeSpan.FromSeconds(1), default);
        Assert.Empty(await LogAsync(Crm));
        await SayAsync(ThreadOf("43"), "Hello");
        await WaitingAsync(Crm, 1);
        Assert.True(await webhooks.DeleteAsync(Crm, default));
        Assert.False(await webhooks.DeleteAsync(Crm, default));
        await Shell.Service<WebhookTidying>().TidyAsync(Clock.GetUtcNow(), default);
        Assert.Empty(await LogAsync(Crm));
        Assert.Null(await Queue.NextDueAsync(Crm, default));
    }

    private static Webhook Hook(WebhookId id, params string[] events) => new(
        id, Webhook.Signed, "https://crm.example/hook", [.. events], [], null, Enabled: true, null, "sealed", null, null,
        Monday);

    private Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(WebhookId id) =>
        Queue.ClaimAsync(id, 10, Clock.GetUtcNow(), Clock.GetUtcNow() + Claim, default);

    private Task<IReadOnlyList<WebhookDelivery>> LogAsync(WebhookId id, DeliveryState? state = null) =>
        Told.ListAsync(id, state, null, null, null, 200, default);

    private Task WaitingAsync(WebhookId id, int count) =>
        Eventually.BecomesTrue(async () => (await LogAsync(id)).Count == count, $"{count} deliveries for {id}");

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
