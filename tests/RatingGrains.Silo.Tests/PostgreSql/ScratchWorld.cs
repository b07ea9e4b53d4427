using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using RatingGrains.Silo.Stores;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>The stores that go with the process, shared by a name of this test's own.</summary>
internal sealed class ScratchWorld : IStoreWorld
{
    private readonly string _name = Guid.NewGuid().ToString("N");
    private readonly List<StoreHost> _hosts = [];

    public async Task<StoreHost> HostAsync()
    {
        var host = await StoreHost.StartAsync(services => services
            .Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = ("tests", _name))
            .AddScratchStores());
        _hosts.Add(host);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
    }
}
