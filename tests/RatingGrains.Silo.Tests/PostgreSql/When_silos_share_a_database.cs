using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;
using RatingGrains.Contract;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>Whole silos on one database: they find one another, keep states, and one goes on where the other stopped.</summary>
[OnPostgreSql]
public sealed class When_silos_share_a_database : IAsyncLifetime
{
    private readonly List<IHost> _silos = [];
    private PostgreSqlWorld _world = null!;

    public async Task InitializeAsync() => _world = await PostgreSqlWorld.MakeAsync();

    public async Task DisposeAsync()
    {
        foreach (var silo in _silos)
            await StopAsync(silo);
        await _world.DisposeAsync();
    }

    [StoreFact]
    public async Task A_grain_is_found_from_both_and_outlives_the_silo_that_held_it()
    {
        var silos = await Task.WhenAll(StartAsync(), StartAsync());
        await Eventually.BecomesTrue(async () =>
        {
            var hosts = await silos[0].Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(true);
            return hosts.Count(host => host.Value == SiloStatus.Active) == 2;
        }, "both are members");

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Note(silos[i % 2], i).SetAsync($"text {i}")));
        await StopAsync(silos[0]);
        _silos.Remove(silos[0]);

        var texts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Note(silos[1], i).GetAsync()));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"text {i}"), texts);
    }

    private static INoteGrain Note(IHost silo, int number) =>
        silo.Services.GetRequiredService<IGrainFactory>().GetGrain<INoteGrain>($"n{number}");

    private async Task<IHost> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(_world.Settings);
        builder.Services.AddPostgreSqlStores();
        builder.Services.AddSingleton<IGrainStorageSerializer, PlainSerializer>();
        builder.UseOrleans(silo => silo.UsePostgreSqlClustering().AddPostgreSqlGrainStorageAsDefault()
            .ConfigureEndpoints(IPAddress.Loopback, FreePort.Take(), FreePort.Take())
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("cluster", "service")));
        var host = builder.Build();
        await host.StartAsync();
        lock (_silos)
            _silos.Add(host);
        return host;
    }

    private static async Task StopAsync(IHost silo)
    {
        await silo.StopAsync();
        if (silo is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}

[Alias("test.note")]
public interface INoteGrain : IGrainWithStringKey
{
    [Alias("set")]
    Task SetAsync(string text);

    [Alias("get")]
    Task<string> GetAsync();
}

[GrainType("test-note")]
internal sealed class NoteGrain(
    [PersistentState("state")] IPersistentState<When_grains_states_are_kept.Noted> state) : Grain, INoteGrain
{
    public Task SetAsync(string text)
    {
        state.State = new(text);
        return state.WriteStateAsync();
    }

    public Task<string> GetAsync() => Task.FromResult(state.State.Text);
}
