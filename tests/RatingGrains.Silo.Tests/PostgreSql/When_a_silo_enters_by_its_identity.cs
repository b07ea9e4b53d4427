using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RatingGrains.Ports;

namespace RatingGrains.Silo.PostgreSql;

[OnPostgreSql]
public sealed class When_a_silo_enters_by_its_identity
{
    [StoreFact]
    public async Task A_token_of_it_takes_the_passwords_place()
    {
        await using var server = await PostgreSqlServer.StartAsync(durable: false, $"hba_file = '{Gate()}'");
        var settings = new NpgsqlConnectionStringBuilder(await server.DatabaseAsync());
        await using (var owner = new NpgsqlConnection(settings.ToString()))
        {
            await owner.OpenAsync();
            await using var command = new NpgsqlCommand("CREATE ROLE silo SUPERUSER LOGIN PASSWORD 'the token'", owner);
            await command.ExecuteNonQueryAsync();
        }
        settings.Username = "silo";
        var identity = new Identity();

        await using var silo = await StoreHost.StartAsync(services =>
        {
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Cluster:ConnectionString"] = settings.ToString(),
                ["Cluster:SecretKey"] = Convert.ToBase64String(new byte[32]),
                ["Cluster:ManagedIdentity"] = "true",
            }).Build());
            services.AddSingleton<TokenCredential>(identity);
            services.AddPostgreSqlStores();
        });

        Assert.True(await silo.Get<IStoreHealth>().IsReadyAsync(default));
        Assert.Equal("https://ossrdbms-aad.database.windows.net/.default", identity.Scope);
    }

    /// <summary>Only the silo's role is asked for a password.</summary>
    private static string Gate()
    {
        // The server runs as a user of its own and has to read it.
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(file, "host all silo 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n");
        return file;
    }

    private sealed class Identity : TokenCredential
    {
        public string? Scope { get; private set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scope = requestContext.Scopes.Single();
            return new AccessToken("the token", DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
