using RatingGrains.Cluster;
using RatingGrains.Contract;

namespace RatingGrains;

/// <summary>The contract, on two silos.</summary>
public sealed class SiloEngineTests : EngineContract
{
    protected override async Task<IShell> StartAsync() => await SiloShell.StartAsync(Monday);
}
