using RatingGrains.Cluster;
using RatingGrains.Grains;

namespace RatingGrains.AzureTables;

/// <summary>Two silos with a channel and an agent, that keep grains and reminders on Azurite.</summary>
public abstract class AzuriteTest : SiloTest
{
    private protected AzuriteStores Stores { get; private set; } = null!;

    private protected override async Task<SiloShell> StartAsync()
    {
        Stores = await AzuriteStores.MakeAsync(Monday);
        return await SiloShell.StartAsync(Stores);
    }
}
