using RatingGrains.Cluster;
using RatingGrains.Contract;

namespace RatingGrains.AzureTables;

/// <summary>The contract, on two silos that keep grains and reminders on Azurite. Its facts know nothing of Azurite, so
/// they are run from here, where they can be skipped.</summary>
public sealed class AzuriteEngineTests
{
    public static TheoryData<string> Contract =>
        [.. typeof(EngineContract).GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), true)).Select(fact => fact.Name)];

    [AzuriteTheory]
    [MemberData(nameof(Contract))]
    public async Task Holds(string what)
    {
        var contract = new OnTables();
        await contract.InitializeAsync();
        try
        {
            await (Task)typeof(OnTables).GetMethod(what)!.Invoke(contract, null)!;
        }
        finally
        {
            await contract.DisposeAsync();
        }
    }

    private sealed class OnTables : EngineContract
    {
        protected override async Task<IShell> StartAsync() => await SiloShell.StartAsync(await AzuriteStores.MakeAsync(Monday));
    }
}
