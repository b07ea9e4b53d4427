using System.Collections.Concurrent;
using RatingGrains.Agents;
using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Silo.Delivery;
using RatingGrains.Webhooks;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>Two silos that tell the same webhook, on every database.</summary>
public abstract class WebhooksContract : IAsyncLifetime
{
    private static readonly WebhookId Crm = new("crm");

    private IStoreWorld _world = null!;
    private StoreHost _one = null!;
    private StoreHost _other = null!;

    private protected abstract Task<IStoreWorld> WorldAsync();

    public async Task InitializeAsync()
    {
        _world = await WorldAsync();
        (_one, _other) = (await _world.HostAsync(), await _world.HostAsync());
        Assert.True(await _one.Get<IWebhooks>().AddAsync(
            new Webhook(
                Crm, Webhook.Signed, "https://crm.example/", ["*"], [], null, true, null, "sealed", null, null, Enquiry.Noon),
            default));
        await Eventually.BecomesTrue(() => _other.Get<IWebhooks>().Find(Crm) is not null, "the other silo knows it");
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [StoreFact]
    public async Task Each_delivery_is_sent_by_one_of_them_in_the_order_of_its_conversation_while_more_are_added()
    {
        const int Conversations = 40;
        var writing = Enumerable.Range(1, Conversations).Select(number => Task.Run(() => ShowAsync(
            number % 2 == 0 ? _one : _other,
            Enquiry.Asked(number, Enquiry.Anna).Do(new RateAsCustomer(RatingValue.Like, null)))));
        var sent = new ConcurrentQueue<WebhookDelivery>();
        using var done = new CancellationTokenSource();
        var sending = new[] { _one, _one, _other, _other }
            .Select(host => Task.Run(() => SendAsync(host, sent, done.Token))).ToList();
        await Task.WhenAll(writing);
        await Eventually.BecomesTrue(() => sent.Count >= Conversations * 4, "all of it is sent");
        await done.CancelAsync();
        await Task.WhenAll(sending);

        Assert.Equal(Conversations * 4, sent.Select(one => one.Id).Distinct().Count());
        Assert.Equal(Conversations * 4, sent.Count);
        foreach (var conversation in sent.GroupBy(one => one.Id.Lane))
            Assert.Equal(conversation.Select(one => one.Id.Sequence).Order(), conversation.Select(one => one.Id.Sequence));
        Assert.Null(await _one.Get<IWebhookQueue>().NextDueAsync(Crm, default));
    }

    [StoreFact]
    public async Task What_is_shown_a_second_time_is_not_sent_a_second_time()
    {
        var enquiry = Enquiry.Asked(1, Enquiry.Anna);
        await ShowAsync(_one, enquiry);
        var sent = new ConcurrentQueue<WebhookDelivery>();
        while (await SendOnceAsync(_other, sent) > 0)
        {
        }
        Assert.Equal(3, sent.Count);
        await ShowAsync(_one, enquiry);

        Assert.Equal(0, await SendOnceAsync(_other, sent));
        Assert.Null(await _one.Get<IWebhookQueue>().NextDueAsync(Crm, default));
    }

    [StoreFact]
    public async Task What_a_connector_is_to_show_waits_in_its_lane_in_the_order_in_which_it_was_said()
    {
        var shop = new WebhookId("shop");
        Assert.True(await _one.Get<IWebhooks>().AddAsync(
            new Webhook(
                shop, Webhook.Bitrix24, "https://shop.example/", ["message.sent"], [Enquiry.Web], null, true, null,
                "sealed", null, null, Enquiry.Noon),
            default));
        await Eventually.BecomesTrue(() => _other.Get<IWebhooks>().Find(shop) is not null, "the other silo knows it");
        var enquiry = Enquiry.Asked(1, Enquiry.Anna).Do(new RateAsCustomer(RatingValue.Like, null));
        await ShowAsync(_other, enquiry);
        await ShowAsync(_one, enquiry);

        var texts = ContractSettings.Defaults.Rating.Text;
        foreach (var (ordinal, agent, text) in new[]
                 {
                     (2, (AgentId?)Enquiry.Anna, "Can I help?"), (3, null, texts.Request), (4, null, texts.Liked),
                 })
        {
            var claimed = Assert.Single(await _one.Get<IWebhookQueue>().ClaimAsync(
                shop, 5, Enquiry.Noon, Enquiry.Noon.AddMinutes(1), default));
            var message = claimed.Delivery.News.Message!;
            Assert.Equal((ordinal, agent, text), (message.Ordinal, message.Agent, message.Text));
            Assert.Equal(enquiry.Thread, claimed.Delivery.News.Thread);
            await _one.Get<IWebhookQueue>().SettleAsync(
                claimed, new DeliveryOutcome(200, null, null), Enquiry.Noon, default);
        }
        Assert.Null(await _one.Get<IWebhookQueue>().NextDueAsync(shop, default));
    }

    [StoreFact]
    public async Task One_hears_at_once_what_the_other_has_added_or_asked_for_again()
    {
        using var bell = _other.Get<IWebhookQueue>().Listen(Crm);
        var added = bell.Next;
        await ShowAsync(_one, Enquiry.Asked(1, Enquiry.Anna));
        await added.WaitAsync(TimeSpan.FromSeconds(10));
        var delivery = (await _one.Get<IWebhookLog>().ListAsync(Crm, null, null, null, null, 1, default))[0];
        var again = bell.Next;
        Assert.True(await _one.Get<IWebhookLog>().ReplayAsync(Crm, delivery.Id, Enquiry.Noon, default));
        await again.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [StoreFact]
    public async Task Nobody_adds_more_than_there_may_be_wherever_they_ask()
    {
        for (var n = 2; n < Webhook.CountMax; n++)
            Assert.True(await AddAsync(n));
        var added = await Task.WhenAll(Enumerable.Range(Webhook.CountMax, 10).Select(n => Task.Run(() => AddAsync(n))));

        Assert.Single(added, one => one);

        Task<bool> AddAsync(int n) => (n % 2 == 0 ? _one : _other).Get<IWebhooks>().AddAsync(
            _one.Get<IWebhooks>().Find(Crm)! with { Id = new($"hook-{n}"), Enabled = false }, default);
    }

    private static async Task ShowAsync(StoreHost host, Enquiry enquiry)
    {
        foreach (var (snapshot, entries) in enquiry.Turns)
            await host.Get<IReadSideWriter>().ShowAsync(snapshot, entries, default);
    }

    private static async Task SendAsync(
        StoreHost host, ConcurrentQueue<WebhookDelivery> sent, CancellationToken cancellationToken)
    {
        using var bell = host.Get<IWebhookQueue>().Listen(Crm);
        while (!cancellationToken.IsCancellationRequested)
        {
            var added = bell.Next;
            if (await SendOnceAsync(host, sent) == 0)
            {
                await added.WaitAsync(TimeSpan.FromMilliseconds(20), CancellationToken.None)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task<int> SendOnceAsync(StoreHost host, ConcurrentQueue<WebhookDelivery> sent)
    {
        var queue = host.Get<IWebhookQueue>();
        // The clock stands at noon; what was added at noon is due then.
        var claimed = await queue.ClaimAsync(Crm, 5, Enquiry.Noon, Enquiry.Noon.AddMinutes(1), default);
        foreach (var one in claimed)
        {
            sent.Enqueue(one.Delivery);
            await queue.SettleAsync(one, new DeliveryOutcome(204, null, null), Enquiry.Noon, default);
        }
        return claimed.Count;
    }
}
