using Npgsql;
using RatingGrains.Faults;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.Hosting;

/// <summary>Each is told in one line, which a container that is started again and again repeats.</summary>
[Collection(Faults.Faults.Name)]
[OnPostgreSql]
public sealed class When_a_silo_cannot_start : IAsyncLifetime
{
    private PostgreSqlServer _server = null!;
    private string _database = "";

    public async Task InitializeAsync()
    {
        if (PostgreSqlServer.Absent is not null)
            return;
        _server = await PostgreSqlServer.StartAsync();
        _database = await _server.DatabaseAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [StoreFact]
    public async Task Another_key_than_the_secrets_were_sealed_with_is_named()
    {
        await using var silo = new SiloProcess("silo", _database);
        await silo.StartAsync();
        await silo.StopAsync();
        var other = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());

        Assert.Equal(
            "The secrets in the database cannot be opened: Cluster:SecretKey is not the key that they were sealed with.",
            await FailAsync(_database, $"--Cluster:SecretKey={other}"));
    }

    [StoreFact]
    public async Task What_the_database_refuses_is_in_its_words()
    {
        Assert.Equal(
            "The database cannot be used: database \"nowhere\" does not exist.",
            await FailAsync(new NpgsqlConnectionStringBuilder(_database) { Database = "nowhere" }.ToString()));
        Assert.Equal(
            "The database cannot be used: role \"nobody\" does not exist.",
            await FailAsync(new NpgsqlConnectionStringBuilder(_database) { Username = "nobody" }.ToString()));
    }

    [StoreFact]
    public async Task A_database_that_does_not_answer_is_waited_for_and_then_named()
    {
        var said = await FailAsync(
            new NpgsqlConnectionStringBuilder(_database) { Port = FreePort.Take() }.ToString(), "--Cluster:StartTimeout=00:00:01");

        Assert.Contains("The database does not answer: ", said.Split('\n')[^1]);
        Assert.DoesNotContain("   at ", said);
    }

    private static async Task<string> FailAsync(string connectionString, params string[] settings)
    {
        await using var silo = new SiloProcess("silo", connectionString, settings);
        return (await silo.FailAsync()).Trim();
    }
}
