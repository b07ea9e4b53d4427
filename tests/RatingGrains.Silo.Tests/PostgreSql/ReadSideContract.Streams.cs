using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Silo.Delivery;

namespace RatingGrains.Silo.PostgreSql;

public abstract partial class ReadSideContract
{
    [StoreFact]
    public async Task A_connector_is_told_once_and_in_order()
    {
        var enquiry = Enquiry.Asked(1, Enquiry.Anna);
        await ShowAsync(enquiry);
        await ShowAsync(enquiry);

        var events = await TakeAsync(limit => ReadSide.FollowAsync(Enquiry.Web, null, 0, limit), 2);
        Assert.Equal([CustomerEventKind.Answer, CustomerEventKind.RatingRequest], events.Select(one => one.Kind));
        Assert.Equal([1, 2], events.Select(one => one.Sequence));
        Assert.Null(await ReadSide.FindCustomerEventAsync(Enquiry.Web, 3, default));
        Assert.Equal(events[1], await ReadSide.FindCustomerEventAsync(Enquiry.Web, 2, default));
    }

    [StoreFact]
    public async Task What_happens_on_one_silo_is_heard_on_another()
    {
        var other = await _world.HostAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await using var events = other.Get<IReadSide>()
            .FollowAsync(Enquiry.Web, null, null, limit.Token).GetAsyncEnumerator(limit.Token);
        var next = events.MoveNextAsync().AsTask();
        await Contract.Eventually.BecomesTrue(async () =>
        {
            if (!next.IsCompleted)
                await ShowAsync(Enquiry.Asked(Random.Shared.Next(), Enquiry.Anna));
            return next.IsCompleted;
        }, "the other silo hears");
        Assert.True(await next);
    }

    [StoreFact]
    public async Task A_follower_skips_nothing_while_two_silos_write()
    {
        var other = await _world.HostAsync();
        const int Each = 150;
        var following = TakeAsync(limit => ReadSide.FollowAsync(Enquiry.Web, null, 0, limit), 4 * Each);
        await Task.WhenAll(
            Task.Run(() => ShowManyAsync(Writer, 0, Each)),
            Task.Run(() => ShowManyAsync(other.Get<IReadSideWriter>(), Each, Each)));

        var heard = await following;

        // Of each enquiry the answer and the request, two events.
        Assert.Equal(Enumerable.Range(1, 4 * Each).Select(i => (long)i), heard.Select(one => one.Sequence));
        Assert.Equal(2 * Each, heard.Select(one => one.Conversation).Distinct().Count());
    }

    [StoreFact]
    public async Task An_item_told_again_stays_read()
    {
        await TellAsync(Enquiry.Anna, 1, Item(1, 5));
        await Writer.ShowAsync(
            Enquiry.Anna, AgentAt(2, readUpTo: 1), [Entry("anna", 2, new ShowAgentRead(Enquiry.Anna, 1, Enquiry.Noon))], default);
        await TellAsync(Enquiry.Anna, 1, Item(1, 5));

        Assert.NotNull(Assert.Single(await NotificationsAsync()).ReadAt);

        await TellAsync(Enquiry.Anna, 2, Item(1, 6));
        var newer = Assert.Single(await NotificationsAsync());
        Assert.Null(newer.ReadAt);
        Assert.Equal(2, newer.Sequence);
    }

    [StoreFact]
    public async Task Items_that_come_after_they_were_read_are_read()
    {
        await Writer.ShowAsync(
            Enquiry.Anna, AgentAt(3, readUpTo: 2), [Entry("anna", 3, new ShowAgentRead(Enquiry.Anna, 2, Enquiry.Noon))], default);
        await TellAsync(Enquiry.Anna, 1, Item(1, 5), Item(2, 5), Item(3, 5), Item(4, 5, AgentItemKind.Conversation));

        var notifications = await NotificationsAsync();
        Assert.Equal([(3, false), (2, true), (1, true)], notifications.Select(one => (one.Sequence, one.ReadAt is not null)));
    }

    [StoreFact]
    public async Task An_older_item_does_not_take_a_newer_ones_place()
    {
        await TellAsync(Enquiry.Anna, 1, Item(1, 7));
        await TellAsync(Enquiry.Anna, 2, Item(1, 6));

        Assert.Equal(7, Assert.Single(await NotificationsAsync()).Item.Version);
    }

    [StoreFact]
    public async Task An_agents_stream_resumes_where_it_was_left()
    {
        await TellAsync(Enquiry.Anna, 1, Item(1, 5), Item(2, 5));
        await TellAsync(Enquiry.Anna, 3, Item(3, 5));

        var heard = await TakeAsync(limit => ReadSide.FollowAsync(Enquiry.Anna, 1, limit), 2);

        Assert.Equal([2, 3], heard.Select(one => one.Sequence));
    }

    private Task<IReadOnlyList<Notification>> NotificationsAsync() =>
        ReadSide.NotificationsAsync(Enquiry.Anna, unreadOnly: false, null, 100, default);

    private static Snapshot<AgentState> AgentAt(long version, long readUpTo) =>
        new(version, new AgentState(null, 10, readUpTo), [], []);

    private static Task ShowManyAsync(IReadSideWriter writer, int first, int count) => Task.WhenAll(
        Enumerable.Range(first + 1, count).Select(async number =>
        {
            foreach (var (snapshot, entries) in Enquiry.Asked(number, Enquiry.Anna).Turns)
                await writer.ShowAsync(snapshot, entries, default);
        }));

    private static async Task<ImmutableArray<T>> TakeAsync<T>(Func<CancellationToken, IAsyncEnumerable<T>> follow, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var taken = ImmutableArray.CreateBuilder<T>(count);
        await foreach (var one in follow(limit.Token))
        {
            taken.Add(one);
            if (taken.Count == count)
                break;
        }
        return taken.ToImmutable();
    }
}
