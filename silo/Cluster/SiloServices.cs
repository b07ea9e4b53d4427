using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Storage;
using RatingGrains.Ports;
using RatingGrains.Silo.Delivery;
using RatingGrains.Silo.Engine;
using RatingGrains.Silo.Grains;

namespace RatingGrains.Silo.Cluster;

/// <summary>Puts the grains and their engine together; where they are kept and how silos find one another is added apart.</summary>
internal static class SiloServices
{
    public static ISiloBuilder AddRatingGrains(this ISiloBuilder silo)
    {
        var services = silo.Services;
        services.AddWireTypes();
        services.AddSingleton<IGrainStorageSerializer, RecordSerializer>();
        services.TryAddSingleton(new ClusterCalls(TimeSpan.FromSeconds(30)));
        services.AddSingleton<ActorTools>();
        services.AddSingleton<OutletTools>();
        services.AddSingleton<DeliveryGauge>();
        services.AddSingleton<CustomerPost>();
        services.AddSingleton<AgentPost>();
        services.AddSingleton<Numbers>();
        services.AddSingleton<SiloDirectory>();
        services.AddSingleton<IDirectory>(provider => provider.GetRequiredService<SiloDirectory>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DirectoryRefresh>();
        services.AddSingleton<DirectoryNews>();
        silo.AddGrainService<DirectoryListener>();
        services.AddSingleton<Retrying>();
        services.AddSingleton<IRequeue, Requeue>();
        services.AddSingleton<SiloEngine>();
        services.AddHostedService<SiloGauges>();
        return silo;
    }
}
