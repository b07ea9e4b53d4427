using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Contract;
using RatingGrains.Silo.Delivery;
using RatingGrains.Silo.Stores;

namespace RatingGrains.Cluster;

/// <summary>What outlives the silos of a test: grain state, reminders, the stores, and time.</summary>
internal sealed class SharedStores(ManualClock clock)
{
    /// <summary>The stores are shared by the cluster's name.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N");

    public ManualClock Clock { get; } = clock;

    public SharedStorage Storage { get; } = new();

    public SharedReminders Reminders { get; } = new();

    public SharedLog Log { get; } = new();

    public bool ReadSideFails { get; set; }

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
