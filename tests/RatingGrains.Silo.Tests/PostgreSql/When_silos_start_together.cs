using Npgsql;
using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>The first start makes the tables, whoever else starts at that moment; a later one finds them.</summary>
[OnPostgreSql]
public sealed class When_silos_start_together : IAsyncLifetime
{
    private PostgreSqlWorld _world = null!;

    public async Task InitializeAsync() => _world = await PostgreSqlWorld.MakeAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [StoreFact]
    public async Task They_make_the_tables_once_and_share_the_signing_key()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(_world.HostAsync)));

        var secrets = hosts.Select(host => Convert.ToHexString(Assert.Single(host.Get<ISigningKeys>().Valid).Secret.AsSpan()));
        Assert.Single(secrets.Distinct());
        await using var connection = await OpenAsync();
        await using var layout = connection.With("SELECT value FROM meta WHERE name = 'layout'");
        Assert.Equal("1", await layout.ExecuteScalarAsync());
        await using var index = connection.With("SELECT count(*) FROM pg_indexes WHERE indexname = 'conversation_search_trigrams'");
        Assert.Equal(1L, await index.ExecuteScalarAsync());
    }

    [StoreFact]
    public async Task What_an_older_version_did_not_make_is_made()
    {
        await _world.HostAsync();
        await using var connection = await OpenAsync();
        connection.Run("UPDATE meta SET value = 'older' WHERE name = 'script'; DROP TABLE webhook_lane");

        var host = await _world.HostAsync();

        Assert.Null(await host.Get<IWebhookQueue>().NextDueAsync(new("any"), default));
    }

    [StoreFact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await _world.HostAsync();
        await using var connection = await OpenAsync();
        connection.Run("UPDATE meta SET value = '99' WHERE name = 'layout'");

        var refused = await Assert.ThrowsAsync<InvalidDataException>(_world.HostAsync);
        Assert.Contains("newer version", refused.Message);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_world.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
