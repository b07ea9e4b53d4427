using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Reminders;
using Orleans.TestingHost;
using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Silo.Cluster;
using RatingGrains.Silo.Engine;
using RatingGrains.Webhooks;

namespace RatingGrains.Cluster;

/// <summary>Two silos in this process, over stores that outlive them.</summary>
internal sealed class SiloShell : IShell
{
    private readonly InProcessTestCluster _cluster;
    private readonly SharedStores _stores;
    private readonly Settled _settled;

    private SiloShell(InProcessTestCluster cluster, SharedStores stores, StandInMessenger messenger)
    {
        (_cluster, _stores, Messenger) = (cluster, stores, messenger);
        Silos = [.. cluster.Silos.Select(silo => silo.ServiceProvider)];
        Engine = new EverywhereEngine([.. Silos.Select(silo => silo.GetRequiredService<SiloEngine>())]);
        _settled = new Settled(Silos, Silos[0].GetRequiredService<IReadSide>());
    }

    public IReadOnlyList<IServiceProvider> Silos { get; }

    public InProcessTestCluster Cluster => _cluster;

    public SharedStorage Storage => _stores.Storage;

    public SharedReminders Reminders => _stores.Reminders;

    public SharedLog Log => _stores.Log;

    /// <summary>The read side cannot be written.</summary>
    public bool ReadSideFails
    {
        get => _stores.ReadSideFails;
        set => _stores.ReadSideFails = value;
    }

    public IRatingEngine Engine { get; }

    public IReadSide ReadSide => _settled;

    public IDirectory Directory => Silos[0].GetRequiredService<IDirectory>();

    public IParkedEffects Parked => Silos[0].GetRequiredService<IParkedEffects>();

    public IKeyStore Keys => Silos[0].GetRequiredService<IKeyStore>();

    public IIdempotencyStore Answers => Silos[0].GetRequiredService<IIdempotencyStore>();

    public ISigningKeys SigningKeys => Silos[0].GetRequiredService<ISigningKeys>();

    public IReadOnlyList<IDoorRecords> Records => [.. Silos.Select(silo => silo.GetRequiredService<IDoorRecords>())];

    public ManualClock Clock => _stores.Clock;

    public StandInMessenger Messenger { get; }

    public static Task<SiloShell> StartAsync(DateTimeOffset start) => StartAsync(new SharedStores(new ManualClock(start)));

    public T Service<T>() where T : notnull => Silos[0].GetRequiredService<T>();

    public async Task SubscribeAsync(Webhook webhook)
    {
        Assert.True(await Service<IWebhooks>().AddAsync(webhook, default));
        await Eventually.BecomesTrue(
            () => Silos.All(silo => silo.GetRequiredService<IWebhooks>().Find(webhook.Id) is not null), "both silos know it");
    }

    public async Task<IShell> RestartAsync()
    {
        await KillAsync();
        var reads = _stores.RangeReads;
        var next = await StartAsync(_stores);
        await Eventually.BecomesTrue(() => _stores.RangeReads >= reads + 2, "both silos have read their reminders");
        await next.TickAsync();
        return next;
    }

    public Task SettleAsync() => _settled.BecomesAsync();

    /// <summary>Reminders tick once a minute: after a start the first tick comes up to a minute later.</summary>
    public async Task TickAsync()
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var n = 0; n < 4; n++)
        {
            await pause.WaitForNextTickAsync();
            Clock.Advance(TimeSpan.FromSeconds(20));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
    }

    private async Task KillAsync()
    {
        await Task.WhenAll(_cluster.Silos.Select(silo => _cluster.KillSiloAsync(silo)));
        await _cluster.DisposeAsync();
    }

    public static async Task<SiloShell> StartAsync(SharedStores stores)
    {
        var messenger = new StandInMessenger();
        var builder = new InProcessTestClusterBuilder(2);
        (builder.Options.ServiceId, builder.Options.ClusterId) = (stores.Name, stores.Name);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddRatingGrains();
            stores.Keep(silo);
            var services = silo.Services;
            stores.AddTo(services);
            services.AddSingleton<IMessenger>(messenger);
            services.AddSingleton(new RatingFeatures(true, true));
            services.AddSingleton<TimeProvider>(stores.Clock);
            services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, stores.Clock);
            services.AddLogging(logging => logging.AddProvider(stores.Log));
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new SiloShell(cluster, stores, messenger);
    }
}
