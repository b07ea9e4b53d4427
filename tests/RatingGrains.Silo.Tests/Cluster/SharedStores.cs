using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using RatingGrains.Contract;
using RatingGrains.Silo.Delivery;
using RatingGrains.Silo.Grains;
using RatingGrains.Silo.Stores;

namespace RatingGrains.Cluster;

/// <summary>What outlives the silos of a test: grain state, reminders, the stores, and time.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "Azurite's derive from it, where the build has Azure's providers.")]
internal class SharedStores(ManualClock clock)
{
    /// <summary>The stores are shared by the cluster's name, grains and reminders by the service's, which is the same.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N");

    public ManualClock Clock { get; } = clock;

    public SharedStorage Storage { get; } = new();

    public SharedReminders Reminders { get; } = new();

    public SharedLog Log { get; } = new();

    public bool ReadSideFails { get; set; }

    /// <summary>How often a silo has read its part of the reminders.</summary>
    public virtual int RangeReads => Reminders.RangeReads;

    /// <summary>Where grains and reminders are kept.</summary>
    public virtual void Keep(ISiloBuilder silo)
    {
        silo.AddReminders();
        silo.Services.AddKeyedSingleton<IGrainStorage>(GrainRecord.Storage, Storage);
        silo.Services.AddSingleton<IReminderTable>(Reminders);
    }

    public void AddTo(IServiceCollection services)
    {
        services.AddScratchStores();
        var writer = services.Single(service => service.ServiceType == typeof(IReadSideWriter));
        services.Remove(writer);
        services.AddSingleton(writer.ImplementationType!);
        services.AddSingleton<IReadSideWriter>(provider => new FailingReadSide(
            (IReadSideWriter)provider.GetRequiredService(writer.ImplementationType!), () => ReadSideFails));
    }
}
