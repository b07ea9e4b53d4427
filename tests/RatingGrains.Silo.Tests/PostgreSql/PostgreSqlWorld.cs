using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>The stores on a database of this test's own; all tests share a server.</summary>
internal sealed class PostgreSqlWorld(string connectionString) : IStoreWorld
{
    private static readonly Lazy<Task<PostgreSqlServer>> Server = new(() => PostgreSqlServer.StartAsync());

    private readonly List<StoreHost> _hosts = [];

    public static async Task<PostgreSqlWorld> MakeAsync() => new(await (await Server.Value).DatabaseAsync());

    public string ConnectionString => connectionString;

    public async Task<StoreHost> HostAsync()
    {
        var host = await StoreHost.StartAsync(services =>
        {
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build());
            services.AddPostgreSqlStores();
            services.AddSingleton<Orleans.Storage.IGrainStorageSerializer, PlainSerializer>();
            services.AddSingleton<PostgreSqlGrainStorage>();
        });
        lock (_hosts)
            _hosts.Add(host);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
    }

    public Dictionary<string, string?> Settings => new()
    {
        ["Cluster:ConnectionString"] = connectionString,
        ["Cluster:SecretKey"] = Convert.ToBase64String(new byte[32]),
    };
}
