namespace RatingGrains.Silo.PostgreSql;

[OnPostgreSql]
public sealed class ReadSideOnPostgreSql : ReadSideContract
{
    private protected override async Task<IStoreWorld> WorldAsync() => await PostgreSqlWorld.MakeAsync();
}

[OnPostgreSql]
public sealed class StoresOnPostgreSql : StoresContract
{
    private protected override async Task<IStoreWorld> WorldAsync() => await PostgreSqlWorld.MakeAsync();
}

[OnPostgreSql]
public sealed class WebhooksOnPostgreSql : WebhooksContract
{
    private protected override async Task<IStoreWorld> WorldAsync() => await PostgreSqlWorld.MakeAsync();
}
