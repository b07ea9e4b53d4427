namespace RatingGrains.Silo.PostgreSql;

public sealed class ReadSideOnScratch : ReadSideContract
{
    private protected override Task<IStoreWorld> WorldAsync() => Task.FromResult<IStoreWorld>(new ScratchWorld());
}

public sealed class StoresOnScratch : StoresContract
{
    private protected override Task<IStoreWorld> WorldAsync() => Task.FromResult<IStoreWorld>(new ScratchWorld());
}

public sealed class WebhooksOnScratch : WebhooksContract
{
    private protected override Task<IStoreWorld> WorldAsync() => Task.FromResult<IStoreWorld>(new ScratchWorld());
}
