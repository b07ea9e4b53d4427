using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RatingGrains.Kernel;
using RatingGrains.Silo.Delivery;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>A store with as many hosts on it as a test asks for.</summary>
internal interface IStoreWorld : IAsyncDisposable
{
    /// <summary>One more silo's stores on the same database, started.</summary>
    Task<StoreHost> HostAsync();
}

/// <summary>The stores of one silo.</summary>
internal sealed class StoreHost(IHost host, StandInOutbox outbox) : IAsyncDisposable
{
    public StandInOutbox Outbox => outbox;

    public AtNoon Time => (AtNoon)Get<TimeProvider>();

    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    public static async Task<StoreHost> StartAsync(Action<IServiceCollection> stores)
    {
        var outbox = new StandInOutbox();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddSingleton<IRequeue>(outbox);
        builder.Services.AddSingleton<TimeProvider>(new AtNoon());
        stores(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new StoreHost(host, outbox);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}

/// <summary>The day of the enquiries, so that nothing is old enough to be let go of.</summary>
internal sealed class AtNoon : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Enquiry.Noon;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Takes entries back as an outbox does.</summary>
internal sealed class StandInOutbox : IRequeue
{
    public List<OutboxEntry> Taken { get; } = [];

    public Task RequeueAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        Taken.Add(entry);
        return Task.CompletedTask;
    }
}
