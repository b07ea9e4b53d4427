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

    private Task<IReadOnlyList<WebhookDelivery>> LogAsync(WebhookId id, DeliveryState? state = null) =>
        Told.ListAsync(id, state, null, null, null, 200, default);

    private Task WaitingAsync(WebhookId id, int count) =>
        Eventually.BecomesTrue(async () => (await LogAsync(id)).Count == count, $"{count} deliveries for {id}");
}
