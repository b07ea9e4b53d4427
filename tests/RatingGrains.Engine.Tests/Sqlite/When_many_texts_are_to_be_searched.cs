using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Contract;
using RatingGrains.Embedded.Engine;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;
using RatingGrains.Sql;
using RatingGrains.Threads;

namespace RatingGrains.Sqlite;

/// <summary>Many texts of one commit are indexed after it; a search still finds each, once and as it is now.</summary>
public sealed class When_many_texts_are_to_be_searched : IAsyncLifetime
{
    private const int Customers = 300;

    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ChannelId Web = new("web");

    private SqliteShell _shell = null!;

    public async Task InitializeAsync()
    {
        _shell = await SqliteShell.StartAsync(Monday);
        await _shell.Engine.RegisterAsync(new AgentId("anna"), new AgentProfile("Anna", null), default);
        await _shell.Engine.ConfigureAsync(Web, ContractSettings.Defaults, null, default);
    }

    public async Task DisposeAsync() => await _shell.DisposeAsync();

    [Fact]
    public async Task Each_is_found_by_its_name_and_not_by_a_former_one()
    {
        await AllSayAsync("m1", "Former");
        await AllSayAsync("m2", "Present");
        await Eventually.BecomesTrue(async () => await FoundAsync("Present-") == 200, "a full page of present names");

        Assert.Equal(1, await FoundAsync("Present-17."));
        Assert.Equal(1, await FoundAsync("Present-299."));
        Assert.Equal(0, await FoundAsync("Former-"));
        Assert.Equal(0, await DueAsync());
    }

    [Fact]
    public async Task What_a_stopped_host_left_is_indexed_by_the_next()
    {
        await AllSayAsync("m1", "Present");
        await Eventually.BecomesTrue(async () => await DueAsync() == 0, "nothing is due");
        // As it would be after a crash between a commit and the indexing that follows it.
        await OnWriterAsync("DELETE FROM conversation_search WHERE rowid <= 10");
        await OnWriterAsync("INSERT INTO search_due (number) SELECT number FROM conversation WHERE number <= 10");
        _shell = (SqliteShell)await _shell.RestartAsync();

        await Eventually.BecomesTrue(async () => await DueAsync() == 0, "nothing is due");
        Assert.Equal(200, await FoundAsync("Present-"));
        Assert.Equal(1, await FoundAsync("Present-0."));
    }

    [Fact]
    public async Task An_index_in_pieces_is_put_together_when_there_is_nothing_else_to_do()
    {
        await AllSayAsync("m1", "Former");
        await AllSayAsync("m2", "Later");
        await AllSayAsync("m3", "Present");
        await Eventually.BecomesTrue(async () => await DueAsync() == 0, "nothing is due");

        _shell.Clock.Advance(TimeSpan.FromMinutes(2));

        await Eventually.BecomesTrue(
            async () => await CountAsync("count(DISTINCT segid) FROM conversation_search_idx") == 1,
            "one piece");
        Assert.Equal(200, await FoundAsync("Present-"));
        Assert.Equal(0, await FoundAsync("Later-"));
    }

    [Fact]
    public async Task Matches_are_sorted_without_reading_their_rows()
    {
        var database = _shell.Service<Database>();
        await using var connection = await database.OpenAsync(default);
        await using var explain = connection.With($"""
            EXPLAIN QUERY PLAN SELECT c.number FROM ({database.Numbers("'present'", withCustomerComment: true)}) AS s
            {database.JoinInOrder} {database.Openings} ON c.number = s.number ORDER BY c.opened_at DESC, c.number DESC
            """);
        await using var reader = await explain.ExecuteReaderAsync();
        var plan = "";
        while (await reader.ReadAsync())
            plan += reader.GetString(3) + "\n";

        Assert.Contains("c USING COVERING INDEX conversation_by_number", plan);
    }

    [Fact]
    public async Task A_store_that_cannot_index_is_left_alone_for_a_second_and_does_it_then()
    {
        const int Rounds = 100;
        await OnWriterAsync("""
            CREATE TEMP TRIGGER broken BEFORE DELETE ON main.search_due BEGIN SELECT raise(ABORT, 'broken'); END
            """);
        await AllSayAsync("m1", "Present");
        var before = await RoundAsync();
        for (var i = 1; i < Rounds; i++)
            await RoundAsync();

        // One round each, and one that tried in vain.
        Assert.InRange(await RoundAsync() - before, Rounds, Rounds + 1);
        Assert.True(await DueAsync() > 0);
        await OnWriterAsync("DROP TRIGGER broken");
        _shell.Clock.Advance(TimeSpan.FromSeconds(2));
        await Eventually.BecomesTrue(async () => await DueAsync() == 0, "nothing is due");
        Assert.Equal(200, await FoundAsync("Present-"));
    }

    private Task<long> RoundAsync() => _shell.Service<Writer>().DoAsync(turns => turns.Round);

    private Task OnWriterAsync(string sql) =>
        _shell.Service<Writer>().DoAsync(_ => _shell.Service<Database>().Writer.Run(sql));

    /// <summary>All at the same moment, so that they share commits.</summary>
    private Task AllSayAsync(string message, string name) => Task.WhenAll(Enumerable.Range(0, Customers).Select(n =>
        _shell.Engine.ReceiveAsync(
            ThreadId.Of(new ConnectorId("sms"), Web, ChatId.Parse($"c{n}"), CustomerId.Parse($"c{n}")),
            new InboundMessage(MessageId.Parse(message), $"{name}-{n}.", new TextContent("Hello")), default)));

    private async Task<int> FoundAsync(string text) =>
        (await _shell.ReadSide.ListAsync(ConversationQuery.All with { Search = text }, null, 200, default)).Count;

    private Task<long> DueAsync() => CountAsync("count(*) FROM search_due");

    private async Task<long> CountAsync(string selection)
    {
        await using var connection = await _shell.Service<Database>().OpenAsync(default);
        await using var command = connection.With($"SELECT {selection}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
