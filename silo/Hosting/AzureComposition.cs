using Microsoft.Extensions.Options;
using RatingGrains.Silo.Cluster;
#if AZURE_STORAGE
using Azure.Data.Tables;
using Azure.Identity;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using RatingGrains.Silo.AzureTables;
#endif

namespace RatingGrains.Silo.Hosting;

/// <summary>Members, reminders and grains in Azure tables: with a connection string for Azurite
/// (<c>Cluster:AzureStorage:ConnectionString</c>), or with the managed identity of the silo and no secret at all
/// (<c>Cluster:AzureStorage:TableEndpoint</c>; which identity, where there are several, says <c>AZURE_CLIENT_ID</c>).</summary>
internal static class AzureComposition
{
#if AZURE_STORAGE
    /// <summary>Orleans' storage for Azure tables, beneath the default one.</summary>
    private const string Tables = "tables";

    public static void KeepInAzure(this ISiloBuilder silo, ClusterSettings settings, IConfiguration configuration)
    {
        var client = MakeClient(configuration.GetSection("Cluster:AzureStorage"), settings.AnswerWithin);
        silo.Services.AddSingleton(client);
        silo.Services.AddHostedService<TablesAtStart>();
        silo.UseAzureStorageClustering(options => options.TableServiceClient = client);
        silo.KeepGrainsInAzure(client);
    }

    public static void KeepGrainsInAzure(this ISiloBuilder silo, TableServiceClient client)
    {
        silo.UseAzureTableReminderService(options => options.TableServiceClient = client);
        silo.AddAzureTableGrainStorage(Tables, options => options.Configure<IGrainStorageSerializer>((chosen, records) =>
            (chosen.TableServiceClient, chosen.GrainStorageSerializer) = (client, new PackedSerializer(records))));
        silo.Services.AddGrainStorage(
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
            (provider, _) => new TableGrainStorage(provider.GetRequiredKeyedService<IGrainStorage>(Tables)));
    }

    private static TableServiceClient MakeClient(IConfigurationSection azure, TimeSpan answerWithin)
    {
        // Whoever asks waits for no more than that; a call that hangs must end while a repeat can still help.
        var options = new TableClientOptions
        {
            Retry = { NetworkTimeout = answerWithin / 3, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(2) },
        };
        try
        {
            if (azure["ConnectionString"] is { Length: > 0 } connectionString)
                return new TableServiceClient(connectionString, options);
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or ArgumentException)
        {
            throw Wrong("Cluster:AzureStorage:ConnectionString is not one of a storage account.");
        }
        if (Uri.TryCreate(azure["TableEndpoint"], UriKind.Absolute, out var endpoint))
            return new TableServiceClient(endpoint, new DefaultAzureCredential(), options);
        throw Wrong("Cluster:AzureStorage needs a ConnectionString, or a TableEndpoint where the silo has a managed identity.");
    }
#else
    public static void KeepInAzure(this ISiloBuilder silo, ClusterSettings settings, IConfiguration configuration) =>
        throw Wrong("Cluster:Provider: this build has no Azure providers (it was built with -p:AzureStorage=false).");
#endif

    private static OptionsValidationException Wrong(string why) => new("Cluster", typeof(ClusterSettings), [why]);
}
