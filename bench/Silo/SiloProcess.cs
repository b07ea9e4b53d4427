using System.Globalization;
using Microsoft.Extensions.Hosting;
using RatingGrains.Silo.Cluster;
using RatingGrains.Silo.Grains;
using RatingGrains.Silo.Hosting;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.Bench.Silo;

/// <summary>A silo as a process of its own on a PostgreSQL database.</summary>
internal static class SiloProcess
{
    /// <summary>The verb under which this program is a silo with Orleans' own grain storage.</summary>
    public const string WithStockStorage = "stock-silo";

    public static Task<HostProcess> StartAsync(string connectionString, bool stockStorage) => HostProcess.StartAsync(
    [
        .. stockStorage ? new[] { typeof(SiloProcess).Assembly.Location, WithStockStorage } : [typeof(SiloHost).Assembly.Location],
        .. Settings(connectionString),
    ]);

    public static string[] Settings(string connectionString) =>
    [
        "--Cluster:Provider=PostgreSql", $"--Cluster:ConnectionString={connectionString}",
        $"--Cluster:SecretKey={Convert.ToBase64String(new byte[32])}", "--Cluster:AdvertisedAddress=127.0.0.1",
        string.Create(CultureInfo.InvariantCulture, $"--Cluster:SiloPort={FreePort.Take()}"),
    ];

    /// <summary>The product's silo in all but the storage of its grains.</summary>
    public static async Task<int> RunWithStockStorageAsync(string[] args)
    {
        await using var silo = SiloHost.Build(args, builder => builder.UseOrleans(orleans => orleans.AddAdoNetGrainStorage(
            GrainRecord.Storage, options =>
            {
                (options.Invariant, options.ConnectionString) =
                    (StockStorage.Invariant, builder.Configuration["Cluster:ConnectionString"]!);
                options.GrainStorageSerializer = new RecordSerializer();
            })));
        await silo.StartAsync();
        await SiloHost.EnsureKeyAsync(silo);
        await silo.WaitForShutdownAsync();
        return 0;
    }
}
