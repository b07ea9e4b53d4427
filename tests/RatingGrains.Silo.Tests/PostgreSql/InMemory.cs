namespace RatingGrains.Silo.PostgreSql;

public sealed class ReadSideInMemory : ReadSideContract
{
    private protected override Task<IStoreWorld> WorldAsync() => Task.FromResult<IStoreWorld>(new MemoryWorld());
}

public sealed class StoresInMemory : StoresContract
{
    private protected override Task<IStoreWorld> WorldAsync() => Task.FromResult<IStoreWorld>(new MemoryWorld());
}
