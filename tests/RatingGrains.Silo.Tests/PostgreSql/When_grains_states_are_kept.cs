using Orleans.Storage;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>The storage of grains' states, each caller answered for its own row.</summary>
[OnPostgreSql]
public sealed class When_grains_states_are_kept : IAsyncLifetime
{
    private PostgreSqlWorld _world = null!;
    private PostgreSqlGrainStorage _storage = null!;

    public async Task InitializeAsync()
    {
        _world = await PostgreSqlWorld.MakeAsync();
        _storage = (await _world.HostAsync()).Get<PostgreSqlGrainStorage>();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [StoreFact]
    public async Task What_was_written_is_read_again()
    {
        var written = State("hello");
        await _storage.WriteStateAsync("state", Id("a"), written);
        Assert.Equal(("1", true), (written.ETag, written.RecordExists));
        written.State = new("again");
        await _storage.WriteStateAsync("state", Id("a"), written);

        var read = State("");
        await _storage.ReadStateAsync("state", Id("a"), read);
        Assert.Equal(("again", "2", true), (read.State.Text, read.ETag, read.RecordExists));
        var other = State("x");
        await _storage.ReadStateAsync("other", Id("a"), other);
        Assert.Equal(("", null, false), (other.State.Text, other.ETag, other.RecordExists));
    }

    [StoreFact]
    public async Task Of_two_that_read_the_same_the_second_to_write_is_told()
    {
        await _storage.WriteStateAsync("state", Id("a"), State("first"));
        var (one, other) = (await ReadAsync("a"), await ReadAsync("a"));
        one.State = new("one");
        await _storage.WriteStateAsync("state", Id("a"), one);
        other.State = new("other");
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("state", Id("a"), other));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("state", Id("a"), State("new")));
        Assert.Equal("one", (await ReadAsync("a")).State.Text);
    }

    [StoreFact]
    public async Task A_conflict_is_its_own_callers_only()
    {
        await _storage.WriteStateAsync("state", Id("taken"), State("first"));
        // The first call goes alone; those that come while it is under way share a transaction.
        var states = Enumerable.Range(0, 100).Select(i => (Id: Id(i == 50 ? "taken" : $"n{i}"), State: State($"{i}"))).ToArray();
        var outcomes = await Task.WhenAll(states.Select(async one =>
        {
            try
            {
                await _storage.WriteStateAsync("state", one.Id, one.State);
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }));
        Assert.Equal([50], outcomes.Index().Where(one => !one.Item).Select(one => one.Index));
        var read = await Task.WhenAll(Enumerable.Range(0, 100).Where(i => i != 50).Select(i => ReadAsync($"n{i}")));
        Assert.Equal(Enumerable.Range(0, 100).Where(i => i != 50).Select(i => $"{i}"), read.Select(state => state.State.Text));
        Assert.Equal("first", (await ReadAsync("taken")).State.Text);
    }

    [StoreFact]
    public async Task Two_writers_of_one_row_lose_nothing()
    {
        var other = (await _world.HostAsync()).Get<PostgreSqlGrainStorage>();
        await _storage.WriteStateAsync("state", Id("counter"), State("0"));
        const int Each = 40;
        await Task.WhenAll(new[] { _storage, other, _storage, other }.Select(storage => Task.Run(async () =>
        {
            for (var done = 0; done < Each;)
            {
                var state = State("");
                await storage.ReadStateAsync("state", Id("counter"), state);
                state.State = new($"{int.Parse(state.State.Text) + 1}");
                try
                {
                    await storage.WriteStateAsync("state", Id("counter"), state);
                    done++;
                }
                catch (InconsistentStateException)
                {
                    // Read again, as a grain does.
                }
            }
        })));
        var last = await ReadAsync("counter");
        Assert.Equal(($"{4 * Each}", $"{4 * Each + 1}"), (last.State.Text, last.ETag));
    }

    [StoreFact]
    public async Task What_was_cleared_is_gone_and_may_be_made_anew()
    {
        var state = State("x");
        await _storage.WriteStateAsync("state", Id("a"), state);
        var stale = await ReadAsync("a");
        await _storage.ClearStateAsync("state", Id("a"), state);
        Assert.Equal((null, false, ""), (state.ETag, state.RecordExists, state.State.Text));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync("state", Id("a"), stale));
        await _storage.ClearStateAsync("state", Id("a"), state);
        await _storage.WriteStateAsync("state", Id("a"), state);
        Assert.Equal("1", (await ReadAsync("a")).ETag);
    }

    [StoreFact]
    public async Task An_answer_that_is_lost_shows_as_a_conflict_and_then_as_what_was_written()
    {
        var state = State("first");
        await _storage.WriteStateAsync("state", Id("a"), state);
        var before = State("first");
        (before.ETag, before.RecordExists) = (state.ETag, true);
        before.State = new("second");
        await _storage.WriteStateAsync("state", Id("a"), before);

        // The caller never heard of that, and says it again as it was.
        state.State = new("second");
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("state", Id("a"), state));
        Assert.Equal("second", (await ReadAsync("a")).State.Text);
    }

    [StoreFact]
    public async Task A_large_state_is_kept_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i} "));
        await _storage.WriteStateAsync("state", Id("large"), State(text));
        Assert.Equal(text, (await ReadAsync("large")).State.Text);
    }

    internal static GrainState<Noted> State(string text) => new(new Noted(text));

    internal static GrainId Id(string key) => GrainId.Create("note", key);

    private async Task<GrainState<Noted>> ReadAsync(string key)
    {
        var state = State("");
        await _storage.ReadStateAsync("state", Id(key), state);
        return state;
    }

    internal readonly record struct Noted(string? Note)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public string Text => Note ?? "";
    }
}
