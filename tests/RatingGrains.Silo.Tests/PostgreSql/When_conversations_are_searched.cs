using Npgsql;
using RatingGrains.Silo.Stores;
using RatingGrains.Sql;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>A part of a word is found without reading all conversations.</summary>
[OnPostgreSql]
public sealed class When_conversations_are_searched
{
    [StoreFact]
    public async Task The_trigrams_are_asked()
    {
        await using var world = await PostgreSqlWorld.MakeAsync();
        await world.HostAsync();
        await using var connection = new NpgsqlConnection(world.ConnectionString);
        await connection.OpenAsync();
        connection.Run("""
            INSERT INTO conversation_search (number, name, customer_comment)
            SELECT i, md5(i::text), CASE WHEN i % 10 = 0 THEN md5((i * 7)::text) END FROM generate_series(1, 50000) AS i
            """);
        connection.Run("VACUUM ANALYZE conversation_search");
        var search = new LikeSearch();
        var pattern = search.Pattern("abcde", withCustomerComment: true);

        await using var explain = connection.With("EXPLAIN " + search.Numbers("@p1", withCustomerComment: true), pattern);
        await using var reader = await explain.ExecuteReaderAsync();
        var plan = "";
        while (await reader.ReadAsync())
            plan += reader.GetString(0) + "\n";
        Assert.Contains("conversation_search_trigrams", plan);
        Assert.DoesNotContain("Seq Scan", plan);
    }
}
