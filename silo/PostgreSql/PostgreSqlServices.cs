using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using RatingGrains.Silo.Stores;
using RatingGrains.Sql;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>Puts a silo on PostgreSQL.</summary>
internal static class PostgreSqlServices
{
    private const string Invariant = "Npgsql";

    /// <summary>Read side, keys, answers, streams and directory on the database of <c>Cluster:ConnectionString</c>.</summary>
    public static IServiceCollection AddPostgreSqlStores(this IServiceCollection services)
    {
        services.AddOptions<PostgreSqlOptions>().BindConfiguration("Cluster").ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<PostgreSqlOptions>, PostgreSqlOptionsValidator>());
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        services.AddSingleton<PostgreSqlPulses>();
        services.AddSingleton<IStreamPulses>(provider => provider.GetRequiredService<PostgreSqlPulses>());
        services.AddSingleton<PostgreSqlDatabase>();
        services.AddSingleton<IStoreDatabase>(provider => provider.GetRequiredService<PostgreSqlDatabase>());
        services.AddSingleton<Ports.ISecretBox>(provider => new SecretBox(Convert.FromBase64String(
            provider.GetRequiredService<IOptions<PostgreSqlOptions>>().Value.SecretKey)));
        // First among what is started, so that the tables are there before anything asks for them.
        services.AddHostedService<PostgreSqlHearing>();
        return services.AddStores();
    }

    /// <summary>The grains' states on the same database, many in one write; the default storage.</summary>
    public static ISiloBuilder AddPostgreSqlGrainStorageAsDefault(this ISiloBuilder silo)
    {
        silo.Services.AddGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, MakeStorage);
        return silo;
    }

    /// <summary>Members and reminders on the same database, by Orleans' own providers.</summary>
    public static ISiloBuilder UsePostgreSqlClustering(this ISiloBuilder silo) =>
        silo.UseAdoNetClustering(options => options.Configure<PostgreSqlDatabase>(
                (chosen, database) => (chosen.Invariant, chosen.DataSource) = (Invariant, database.Reading)))
            .UseAdoNetReminderService(options => options.Configure<PostgreSqlDatabase>(
                (chosen, database) => (chosen.Invariant, chosen.DataSource) = (Invariant, database.Reading)));

    private static IGrainStorage MakeStorage(IServiceProvider provider, string name) => new PostgreSqlGrainStorage(
        provider.GetRequiredService<PostgreSqlDatabase>(),
        provider.GetKeyedService<IGrainStorageSerializer>(name) ?? provider.GetRequiredService<IGrainStorageSerializer>());
}

/// <summary>Hears other silos as long as the host runs.</summary>
internal sealed class PostgreSqlHearing(PostgreSqlDatabase database, PostgreSqlPulses pulses) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Run(() => pulses.HearAsync(database.Reading, stoppingToken), stoppingToken);
}
