using System.Collections.Concurrent;
using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Figures;
using RatingGrains.Ports;
using RatingGrains.Silo.Delivery;
using static RatingGrains.Silo.PostgreSql.When_grains_states_are_kept;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>The server is killed and comes back while everybody writes.</summary>
[OnPostgreSql]
public sealed class When_the_server_is_restarted : IAsyncLifetime
{
    private PostgreSqlServer _server = null!;
    private PostgreSqlWorld _world = null!;
    private StoreHost _host = null!;

    public async Task InitializeAsync()
    {
        _server = await PostgreSqlServer.StartAsync();
        _world = new PostgreSqlWorld(await _server.DatabaseAsync());
        _host = await _world.HostAsync();
    }

    public async Task DisposeAsync()
    {
        await _world.DisposeAsync();
        await _server.DisposeAsync();
    }

    [StoreFact]
    public async Task Every_write_that_was_answered_is_there()
    {
        var storage = _host.Get<PostgreSqlGrainStorage>();
        var acknowledged = new ConcurrentDictionary<string, int>();
        var failed = 0;
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            var state = State("0");
            for (var next = 1; !stop.IsCancellationRequested;)
            {
                state.State = new($"{next}");
                try
                {
                    await storage.WriteStateAsync("state", Id($"w{i}"), state);
                    acknowledged[$"w{i}"] = next++;
                }
                catch (Exception broken) when (broken is StoreUnavailableException or Orleans.Storage.InconsistentStateException)
                {
                    // Whether it was written is not known: read what is there, as a grain does.
                    Interlocked.Increment(ref failed);
                    state = await ReadAgainAsync(storage, $"w{i}");
                    next = int.Parse(state.State.Text == "" ? "0" : state.State.Text) + 1;
                }
            }
        })).ToArray();
        await Eventually.BecomesTrue(() => acknowledged.Count == 20, "all write");
        await RestartAsync();
        var before = acknowledged.ToDictionary();
        await Eventually.BecomesTrue(() => before.All(one => acknowledged[one.Key] > one.Value), "all write again");
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        Assert.True(failed > 0, "the restart was not noticed");
        foreach (var (key, value) in acknowledged)
            Assert.True(int.Parse((await ReadAgainAsync(storage, key)).State.Text) >= value, $"{key}: {value} is lost");
    }

    [StoreFact]
    public async Task The_read_side_says_that_it_is_away_and_counts_once()
    {
        var writer = _host.Get<IReadSideWriter>();
        await writer.ShowAsync(Enquiry.Asked(0, Enquiry.Anna).Snapshot, [], default);
        await _server.DownAsync();
        var rated = Enquiry.Asked(1, Enquiry.Anna).Do(new RateAsCustomer(RatingValue.Like, null));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => writer.ShowAsync(rated.Snapshot, rated.Last, default));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => _host.Get<IReadSide>().ListAsync(ConversationQuery.All, null, 10, default));
        Assert.False(await _host.Get<IStoreHealth>().IsReadyAsync(default));
        await _server.UpAsync();

        await ShowUntilTakenAsync(writer, rated);
        await ShowUntilTakenAsync(writer, rated);
        var sum = new Counts();
        foreach (var group in await _host.Get<IReadSide>().FiguresAsync(Enquiry.Anna, new Periods(0, 0, 0), default))
            sum.Add(group.All);
        Assert.Equal((1, 1), (sum[(int)FigureKind.Like], sum[(int)FigureKind.Conversation]));
        Assert.True(await _host.Get<IStoreHealth>().IsReadyAsync(default));
    }

    [StoreFact]
    public async Task A_follower_on_another_silo_goes_on_hearing()
    {
        var other = await _world.HostAsync();
        await RestartAsync();
        var heard = 0L;
        using var stop = new CancellationTokenSource();
        var following = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await foreach (var one in other.Get<IReadSide>().FollowAsync(Enquiry.Web, null, heard, stop.Token))
                    {
                        Assert.Equal(heard + 1, one.Sequence);
                        heard = one.Sequence;
                    }
                }
                catch (Exception broken) when (broken is StoreUnavailableException or OperationCanceledException)
                {
                    // Follows again after what it heard last, as a connector does.
                }
            }
        });
        await ShowUntilTakenAsync(_host.Get<IReadSideWriter>(), Enquiry.Asked(1, Enquiry.Anna));
        await Eventually.BecomesTrue(() => Volatile.Read(ref heard) == 2, "both events are heard");
        await stop.CancelAsync();
        await following;
    }

    private async Task RestartAsync()
    {
        await _server.DownAsync();
        await _server.UpAsync();
    }

    private static async Task ShowUntilTakenAsync(IReadSideWriter writer, Enquiry enquiry)
    {
        foreach (var (snapshot, entries) in enquiry.Turns)
        {
            await Eventually.BecomesTrue(async () =>
            {
                try
                {
                    await writer.ShowAsync(snapshot, entries, default);
                    return true;
                }
                catch (StoreUnavailableException)
                {
                    return false;
                }
            }, "the read side takes it");
        }
    }

    private static async Task<GrainState<Noted>> ReadAgainAsync(PostgreSqlGrainStorage storage, string key)
    {
        var state = State("");
        await Eventually.BecomesTrue(async () =>
        {
            try
            {
                await storage.ReadStateAsync("state", Id(key), state);
                return true;
            }
            catch (StoreUnavailableException)
            {
                return false;
            }
        }, "the state is read");
        return state;
    }
}
