using Npgsql;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Silo.Delivery;
using RatingGrains.Sql;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>A silo of this version brings the tables up to date while silos of the one before are at work on them.</summary>
[OnPostgreSql]
public sealed class When_a_database_is_of_the_version_before : IAsyncLifetime
{
    private PostgreSqlWorld _world = null!;

    public async Task InitializeAsync()
    {
        _world = await PostgreSqlWorld.MakeAsync();
        var first = await _world.HostAsync();
        for (var number = 1; number <= 9; number++)
        {
            var enquiry = Enquiry.Asked(number, Enquiry.Anna);
            if (number <= 6)
                enquiry.Do(new RateAsCustomer(number <= 4 ? RatingValue.Like : RatingValue.Dislike, null));
            foreach (var (snapshot, entries) in enquiry.Turns)
                await first.Get<IReadSideWriter>().ShowAsync(snapshot, entries, default);
        }
        await using var connection = await OpenAsync();
        connection.Run("""
            DELETE FROM meta WHERE name = 'revision';
            DROP TABLE conversation_rated;
            DROP FUNCTION keep_rated CASCADE;
            ALTER TABLE conversation SET (fillfactor = 80);
            CREATE INDEX conversation_rating ON conversation (customer_rating, opened_at, number) WHERE customer_rating IS NOT NULL;
            CREATE INDEX agent_item_at ON agent_item (at);
            CREATE INDEX customer_event_at ON customer_event (at)
            """);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [StoreFact]
    public async Task What_was_rated_before_is_listed_by_its_rating()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(_world.HostAsync)));

        Assert.Equal("6, 5", await RatedAsync(hosts[0], RatingValue.Dislike));
        Assert.Equal("4, 3, 2, 1", await RatedAsync(hosts[1], RatingValue.Like));
        var query = ConversationQuery.All with { Sort = ConversationSort.CustomerRating };
        var all = await hosts[2].Get<IReadSide>().ListAsync(query, null, 200, default);
        Assert.Equal([6, 5, 4, 3, 2, 1, 9, 8, 7], all.Select(row => row.Number));
    }

    [StoreFact]
    public async Task What_a_silo_of_the_version_before_writes_is_listed_too()
    {
        var host = await _world.HostAsync();
        await using var connection = await OpenAsync();
        connection.Run("UPDATE conversation SET customer_rating = 1 WHERE number IN (1, 7, 8)");
        connection.Run("UPDATE conversation SET customer_rating = NULL WHERE number = 5");

        Assert.Equal("8, 7, 6, 1", await RatedAsync(host, RatingValue.Dislike));
        Assert.Equal("4, 3, 2", await RatedAsync(host, RatingValue.Like));
    }

    [StoreFact]
    public async Task Indexes_that_every_rating_had_to_move_are_gone_and_stay_so()
    {
        await _world.HostAsync();
        await using var connection = await OpenAsync();
        await using var indexes = connection.With("""
            SELECT count(*) FROM pg_indexes WHERE indexname IN ('conversation_rating', 'agent_item_at', 'customer_event_at')
            """);
        Assert.Equal(0L, await indexes.ExecuteScalarAsync());

        connection.Run("CREATE INDEX agent_item_at ON agent_item (at)");
        await _world.HostAsync();
        Assert.Equal(1L, await indexes.ExecuteScalarAsync());
    }

    private static async Task<string> RatedAsync(StoreHost host, RatingValue value)
    {
        var query = ConversationQuery.All with { CustomerRating = [value] };
        return string.Join(", ", (await host.Get<IReadSide>().ListAsync(query, null, 200, default)).Select(row => row.Number));
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_world.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
