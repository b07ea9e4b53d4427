using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Silo.Cluster;
using RatingGrains.Silo.Delivery;
using RatingGrains.Silo.Stores;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>Keys, answers, parked effects and the directory, from two silos on every database.</summary>
public abstract class StoresContract : IAsyncLifetime
{
    private IStoreWorld _world = null!;
    private StoreHost _one = null!;
    private StoreHost _other = null!;

    private protected abstract Task<IStoreWorld> WorldAsync();

    public virtual async Task InitializeAsync()
    {
        _world = await WorldAsync();
        (_one, _other) = (await _world.HostAsync(), await _world.HostAsync());
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [StoreFact]
    public async Task A_key_works_on_every_silo_and_stops_on_every_silo()
    {
        var key = Key("k1", ApiRole.Agent);
        Assert.True(await _one.Get<IKeyStore>().AddAsync(key, default));
        Assert.NotNull(_one.Get<IKeyStore>().Find(key.Hash.AsSpan()));
        await Eventually.BecomesTrue(() => _other.Get<IKeyStore>().Find(key.Hash.AsSpan())?.Id == "k1", "the other knows the key");
        Assert.False(await _other.Get<IKeyStore>().AddAsync(key, default));

        Assert.True(await _other.Get<IKeyStore>().DeleteAsync("k1", default));
        var deleted = System.Diagnostics.Stopwatch.StartNew();
        Assert.Null(_other.Get<IKeyStore>().Find(key.Hash.AsSpan()));
        await Eventually.BecomesTrue(() => _one.Get<IKeyStore>().Find(key.Hash.AsSpan()) is null, "the key stops");
        Assert.InRange(deleted.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.False(await _one.Get<IKeyStore>().DeleteAsync("k1", default));
    }

    [StoreFact]
    public async Task Nobody_sees_that_something_changed_before_it_has()
    {
        var database = _one.Get<IStoreDatabase>();
        var before = await Marks.ReadAsync(_other.Get<IStoreDatabase>(), default);
        var (moved, seen) = (new TaskCompletionSource(), new TaskCompletionSource());
        var writing = Task.Run(() => database.WriteAsync(
            async transaction =>
            {
                await Marks.AdvanceAsync(transaction, Marks.Keys, default);
                moved.TrySetResult();
                await seen.Task;
            },
            default));
        await moved.Task;
        var meanwhile = await Marks.ReadAsync(_other.Get<IStoreDatabase>(), default);
        seen.SetResult();
        await writing;

        Assert.Equal(before, meanwhile);
        Assert.NotEqual(before, await Marks.ReadAsync(_other.Get<IStoreDatabase>(), default));
    }

    [StoreFact]
    public async Task The_last_admin_stays_when_two_silos_delete_at_once()
    {
        await _one.Get<IKeyStore>().AddAsync(Key("a1", ApiRole.Admin), default);
        await _one.Get<IKeyStore>().AddAsync(Key("a2", ApiRole.Admin), default);

        var outcomes = await Task.WhenAll(
            Task.Run(() => _one.Get<IKeyStore>().DeleteUnlessLastAdminAsync("a1", Enquiry.Noon, default)),
            Task.Run(() => _other.Get<IKeyStore>().DeleteUnlessLastAdminAsync("a2", Enquiry.Noon, default)));

        Assert.Equal([KeyDeletion.Deleted, KeyDeletion.LastAdmin], outcomes.Order());
        Assert.Equal(
            KeyDeletion.Unknown, await _one.Get<IKeyStore>().DeleteUnlessLastAdminAsync("none", Enquiry.Noon, default));
    }

    [StoreFact]
    public async Task When_a_key_was_used_is_known_to_the_next_start()
    {
        await _one.Get<IKeyStore>().AddAsync(Key("k1", ApiRole.Agent), default);
        _one.Get<IKeyStore>().Touch("k1", Enquiry.Noon);
        await Eventually.BecomesTrue(async () =>
        {
            await using var later = await _world.HostAsync();
            return later.Get<IKeyStore>().LastUsedAt("k1") == Enquiry.Noon;
        }, "the use is kept");
    }

    [StoreFact]
    public async Task All_silos_sign_with_the_same_keys_and_two_are_valid()
    {
        var (one, other) = (_one.Get<ISigningKeys>(), _other.Get<ISigningKeys>());
        var first = Assert.Single(one.Valid);
        Assert.True(first.Secret.AsSpan().SequenceEqual(Assert.Single(other.Valid).Secret.AsSpan()));

        await one.RotateAsync(default);
        await one.RotateAsync(default);

        Assert.Equal([3, 2], one.Valid.Select(key => key.Id));
        await Eventually.BecomesTrue(() => other.Valid.Select(key => key.Id).SequenceEqual([3, 2]), "the other signs anew");
        Assert.True(one.Valid[0].Secret.AsSpan().SequenceEqual(other.Valid[0].Secret.AsSpan()));
    }

    [StoreFact]
    public async Task The_first_answer_is_kept_for_every_silo()
    {
        var answer = new StoredAnswer(7, 201, "/x", [1, 2, 3]);
        await Task.WhenAll(
            _one.Get<IIdempotencyStore>().SaveAsync("k", "i", answer, default),
            _one.Get<IIdempotencyStore>().SaveAsync("k", "none", answer with { Body = null, Location = null }, default));
        await _other.Get<IIdempotencyStore>().SaveAsync("k", "i", answer with { Status = 500 }, default);

        var found = await _other.Get<IIdempotencyStore>().FindAsync("k", "i", default);
        Assert.Equal((7, 201, "/x"), (found!.Request, found.Status, found.Location));
        Assert.Equal([1, 2, 3], found.Body!);
        Assert.Null((await _one.Get<IIdempotencyStore>().FindAsync("k", "none", default))!.Body);
        Assert.Null(await _one.Get<IIdempotencyStore>().FindAsync("other", "i", default));
    }

    [StoreFact]
    public async Task A_parked_entry_is_seen_everywhere_and_goes_back_to_its_outbox()
    {
        var entry = Enquiry.Asked(1, Enquiry.Anna).Last.First(one => one.Effect is LogMessage);
        await _one.Get<IParkedWriter>().ParkAsync(entry, "no route", default);
        await _one.Get<IParkedWriter>().ParkAsync(entry, "no route", default);

        var parked = Assert.Single(await _other.Get<IParkedEffects>().ListAsync(0, 10, default));
        Assert.Equal((entry.Id, "no route"), (parked.Entry.Id, parked.Error));
        Assert.Equal(entry.Effect, parked.Entry.Effect);

        Assert.False(await _other.Get<IParkedEffects>().RetryAsync(parked.Sequence + 1, default));
        Assert.True(await _other.Get<IParkedEffects>().RetryAsync(parked.Sequence, default));
        Assert.Equal(entry.Id, Assert.Single(_other.Outbox.Taken).Id);
        Assert.Empty(await _one.Get<IParkedEffects>().ListAsync(0, 10, default));
        Assert.False(await _one.Get<IParkedEffects>().RetryAsync(parked.Sequence, default));
    }

    [StoreFact]
    public async Task The_directory_tells_what_changed_and_the_newest_version_wins()
    {
        var (writer, source) = (_one.Get<IReadSideWriter>(), _other.Get<IDirectorySource>());
        var settings = ContractSettings.Defaults;
        await writer.ShowAsync(new ChannelId("web"), Channel(2, settings with { Name = "New" }), default);
        await writer.ShowAsync(new ChannelId("web"), Channel(1, settings), default);
        await writer.ShowAsync(
            Enquiry.Anna, new(1, new AgentState(new AgentProfile("Anna", new TeamId("support")), 0, 0), [], []),
            [new(new EffectId("agent", "anna", 1, 0), new ShowAgent(Enquiry.Anna, new AgentProfile("Anna", null)), 0, Enquiry.Noon)],
            default);

        var all = await source.ChangesAsync(0, default);
        Assert.Equal(("New", 2), (Assert.Single(all.Channels).Settings.Name, all.Channels[0].Version));
        Assert.Equal(new AgentProfile("Anna", new TeamId("support")), Assert.Single(all.Agents).Profile);

        await writer.ShowAsync(new ChannelId("shop"), Channel(1, settings), default);
        var changes = await source.ChangesAsync(all.Mark, default);
        Assert.Equal("shop", Assert.Single(changes.Channels).Id.Value);
        Assert.Empty(changes.Agents);
        Assert.Equal(changes.Mark, (await source.ChangesAsync(changes.Mark, default)).Mark);
    }

    [StoreFact]
    public async Task What_one_silo_seals_another_opens()
    {
        var box = _one.Get<ISecretBox>().Seal("bot token");
        Assert.DoesNotContain("bot token", box);
        Assert.Equal("bot token", _other.Get<ISecretBox>().Open(box));
        Assert.True(await _one.Get<IStoreHealth>().IsReadyAsync(default));
    }

    [StoreFact]
    public async Task However_much_is_old_all_of_it_goes_and_nothing_newer()
    {
        var writer = _one.Get<IReadSideWriter>();
        // More than a step takes, of each of two agents and channels.
        for (var number = 1; number <= 130; number++)
        {
            var agent = number % 3 == 0 ? Enquiry.Boris : Enquiry.Anna;
            var enquiry = Enquiry.Asked(number, agent, new ChannelId(number % 2 == 0 ? "web" : "shop"));
            if (number > 120)
                enquiry = new Enquiry(number, Enquiry.Web, at: Enquiry.Noon.AddDays(6)).Do(new Accept(agent));
            foreach (var (snapshot, entries) in enquiry.Turns)
                await writer.ShowAsync(snapshot, entries, default);
            var item = new AgentItem(AgentItemKind.CustomerRating, enquiry.Id, number, 9, enquiry.Now, RatingValue.Like);
            var told = new OutboxEntry(
                new EffectId("agent", agent.Value, number, 0), new ShowAgentItems(agent, number, [item]), 0, enquiry.Now);
            await writer.ShowAsync(
                agent, new Snapshot<AgentState>(number, new AgentState(null, number, 0), [], []), [told], default);
        }
        _one.Time.Now = Enquiry.Noon.AddDays(8);
        await _one.Get<IEnumerable<IHostedService>>().OfType<Housekeeping>().Single().TidyAsync(default);

        var left = new List<long>();
        foreach (var agent in new[] { Enquiry.Anna, Enquiry.Boris })
        {
            var items = await _one.Get<IReadSide>().NotificationsAsync(agent, false, null, 200, default);
            left.AddRange(items.Select(item => item.Item.Number));
        }
        Assert.Equal(Enumerable.Range(121, 10).Select(number => (long)number), left.Order());
        foreach (var sequence in new[] { 1, 60, 101, 120 })
            Assert.Null(await _one.Get<IReadSide>().FindCustomerEventAsync(new ChannelId("shop"), sequence, default));
    }

    [StoreFact]
    public async Task What_is_kept_for_a_time_is_let_go_of_after_it()
    {
        var enquiry = Enquiry.Asked(1, Enquiry.Anna);
        foreach (var (snapshot, entries) in enquiry.Turns)
            await _one.Get<IReadSideWriter>().ShowAsync(snapshot, entries, default);
        await _one.Get<IIdempotencyStore>().SaveAsync("k", "i", new StoredAnswer(7, 201, "/x", [1]), default);
        var housekeeping = _one.Get<IEnumerable<IHostedService>>().OfType<Housekeeping>().Single();

        _one.Time.Now += TimeSpan.FromHours(23);
        await housekeeping.TidyAsync(default);
        Assert.NotNull(await _other.Get<IIdempotencyStore>().FindAsync("k", "i", default));
        _one.Time.Now += TimeSpan.FromDays(1);
        await housekeeping.TidyAsync(default);
        Assert.Null(await _other.Get<IIdempotencyStore>().FindAsync("k", "i", default));
        Assert.NotNull(await _one.Get<IReadSide>().FindCustomerEventAsync(Enquiry.Web, 2, default));
        _one.Time.Now += TimeSpan.FromDays(6);
        await housekeeping.TidyAsync(default);
        Assert.Null(await _one.Get<IReadSide>().FindCustomerEventAsync(Enquiry.Web, 2, default));

        // Numbers are not given again: a connector may remember the last one it saw.
        var next = Enquiry.Asked(2, Enquiry.Anna);
        foreach (var (snapshot, entries) in next.Turns)
            await _one.Get<IReadSideWriter>().ShowAsync(snapshot, entries, default);
        Assert.NotNull(await _one.Get<IReadSide>().FindCustomerEventAsync(Enquiry.Web, 4, default));
    }

    private static Snapshot<ChannelState> Channel(long version, ChannelSettings settings) =>
        new(version, new ChannelState(settings), [], []);

    private static ApiKey Key(string id, ApiRole role) => new(
        id, [.. SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id))], role, "somebody", null, [], null, Enquiry.Noon, null);
}
