#if AZURE_STORAGE
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
#else
using Microsoft.Extensions.Options;
#endif
using RatingGrains.Silo.Cluster;

namespace RatingGrains.Silo.Hosting;

/// <summary>Members, reminders and grains in Azure tables: with a connection string for Azurite
/// (<c>Cluster:AzureStorage:ConnectionString</c>), or with the managed identity of the silo and no secret at all
/// (<c>Cluster:AzureStorage:TableEndpoint</c>).</summary>
internal static class AzureComposition
{
#if AZURE_STORAGE
    public static void KeepInAzure(this ISiloBuilder silo, IConfiguration configuration)
    {
        var tables = MakeClient(configuration.GetSection("Cluster:AzureStorage"));
        silo.UseAzureStorageClustering(options => options.TableServiceClient = tables);
        silo.AddAzureTableGrainStorageAsDefault(options => options.TableServiceClient = tables);
        silo.UseAzureTableReminderService(options => options.TableServiceClient = tables);
    }

    private static TableServiceClient MakeClient(IConfigurationSection azure)
    {
        if (azure["ConnectionString"] is { Length: > 0 } connectionString)
            return new TableServiceClient(connectionString);
        if (Uri.TryCreate(azure["TableEndpoint"], UriKind.Absolute, out var endpoint))
            return new TableServiceClient(endpoint, new DefaultAzureCredential());
        throw new OptionsValidationException(
            "Cluster", typeof(ClusterSettings),
            ["Cluster:AzureStorage needs a ConnectionString, or a TableEndpoint where the silo has a managed identity."]);
    }
#else
    public static void KeepInAzure(this ISiloBuilder silo, IConfiguration configuration) =>
        throw new OptionsValidationException(
            "Cluster", typeof(ClusterSettings),
            ["Cluster:Provider: this build has no Azure providers (it was built with -p:AzureStorage=false)."]);
#endif
}
