using RatingGrains.Contract;

namespace RatingGrains.Sqlite;

/// <summary>The contract, on the embedded engine.</summary>
public sealed class SqliteEngineTests : EngineContract
{
    protected override async Task<IShell> StartAsync() => await SqliteShell.StartAsync(Monday);
}
