using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.Bench.Silo;

/// <summary>A silo on a server of its own, with both storages.</summary>
internal static class BenchHost
{
    public const string Stock = "stock";

    public static async Task<IHost> StartAsync(string connectionString, string? stockConnectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cluster:ConnectionString"] = connectionString,
            ["Cluster:SecretKey"] = Convert.ToBase64String(new byte[32]),
        });
        builder.Services.AddPostgreSqlStores();
        builder.Services.AddSingleton<IGrainStorageSerializer, StateSerializer>();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort.Take(), FreePort.Take()).AddPostgreSqlGrainStorageAsDefault();
            if (stockConnectionString is not null)
            {
                silo.AddAdoNetGrainStorage(Stock, options =>
                {
                    (options.Invariant, options.ConnectionString) = (StockStorage.Invariant, stockConnectionString);
                    options.GrainStorageSerializer = new StateSerializer();
                });
            }
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
