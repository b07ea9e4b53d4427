using Microsoft.Extensions.DependencyInjection.Extensions;
using RatingGrains.Ports;
using RatingGrains.Silo.Cluster;
using RatingGrains.Silo.Delivery;
using RatingGrains.Silo.ReadSide;
using RatingGrains.Sql;
using RatingGrains.Sql.Webhooks;

namespace RatingGrains.Silo.Stores;

/// <summary>Puts the stores of a silo together.</summary>
internal static class StoreServices
{
    /// <summary>Stores that the silos of one cluster in one process share. Nothing is kept.</summary>
    public static IServiceCollection AddScratchStores(this IServiceCollection services)
    {
        services.AddSingleton<ScratchDatabase>();
        services.AddSingleton<IStoreDatabase>(provider => provider.GetRequiredService<ScratchDatabase>());
        services.AddSingleton<IStreamPulses>(provider => provider.GetRequiredService<ScratchDatabase>().Pulses);
        services.AddSingleton<ISecretBox>(provider => new SecretBox(provider.GetRequiredService<ScratchDatabase>().SecretKey));
        return services.AddStores();
    }

    /// <summary>What is the same on every <see cref="IStoreDatabase"/>.</summary>
    public static IServiceCollection AddStores(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IReadConnections>(provider => provider.GetRequiredService<IStoreDatabase>());
        services.AddSingleton<IStoreHealth>(provider => provider.GetRequiredService<IStoreDatabase>());
        services.AddSingleton<IReadSide>(provider => new SqlReadSide(
            provider.GetRequiredService<IReadConnections>(), provider.GetRequiredService<IStreamPulses>(),
            TimeSpan.FromSeconds(1)));
        services.AddSingleton<IDoorRecords, DoorRecords>();
        services.AddSingleton<IReadSideWriter, ReadSideWriter>();
        services.AddSingleton<IDirectorySource, DirectorySource>();
        services.AddSingleton<IIdempotencyStore, IdempotencyStore>();
        services.AddSingleton<KeyStore>();
        services.AddSingleton<IKeyStore>(provider => provider.GetRequiredService<KeyStore>());
        services.AddSingleton<IRefreshed>(provider => provider.GetRequiredService<KeyStore>());
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<ISigningKeys>(provider => provider.GetRequiredService<SigningKeys>());
        services.AddSingleton<IRefreshed>(provider => provider.GetRequiredService<SigningKeys>());
        services.AddSingleton<IWebhookDatabase, WebhookDatabase>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<IWebhooks>(provider => provider.GetRequiredService<WebhookStore>());
        services.AddSingleton<IRefreshed, WebhookRefresh>();
        services.AddSingleton<IWebhookQueue, WebhookQueue>();
        services.AddSingleton<IWebhookLog, WebhookLog>();
        services.AddSingleton<WebhookTidying>();
        services.AddSingleton<ParkedEffects>();
        services.AddSingleton<IParkedEffects>(provider => provider.GetRequiredService<ParkedEffects>());
        services.AddSingleton<IParkedWriter>(provider => provider.GetRequiredService<ParkedEffects>());
        services.AddSingleton(provider => new Lazy<IRequeue>(provider.GetRequiredService<IRequeue>));
        services.AddHostedService<StoreRefresh>();
        services.AddHostedService<Housekeeping>();
        return services;
    }
}
