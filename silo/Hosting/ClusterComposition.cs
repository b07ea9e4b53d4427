using System.Net;
using System.Net.NetworkInformation;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Diagnostics;
using Orleans.Reminders;
using RatingGrains.Api.Operations;
using RatingGrains.Silo.Cluster;
using RatingGrains.Silo.Engine;
using RatingGrains.Silo.PostgreSql;
using RatingGrains.Silo.Stores;

namespace RatingGrains.Silo.Hosting;

/// <summary>Puts a silo together as <c>Cluster:Provider</c> says.</summary>
internal static class ClusterComposition
{
    /// <summary>Orleans' own numbers, and a request's way through grains to the storage.</summary>
    private static readonly TelemetrySources Told = new(
        ["Microsoft.Orleans", "Npgsql"],
        [
            ActivitySources.ApplicationGrainActivitySourceName, ActivitySources.LifecycleActivitySourceName,
            ActivitySources.StorageActivitySourceName, "Npgsql",
        ]);

    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(10);

    public static void AddCluster(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<ClusterSettings, ClusterSettingsValidator>().BindConfiguration("Cluster");
        var settings = builder.Configuration.GetSection("Cluster").Get<ClusterSettings>() ?? new ClusterSettings();
        builder.Services.AddSingleton(new ClusterCalls(settings.AnswerWithin));
        // Before the silo: what it keeps its members in must be there when it starts.
        if (settings.Provider == ClusterProvider.Localhost)
            builder.Services.AddScratchStores();
        else
            builder.Services.AddPostgreSqlStores();
        builder.UseOrleans(silo =>
        {
            silo.Configure(settings);
            silo.AddRatingGrains();
            silo.AddReminders();
            silo.Services.AddKeyedSingleton<TimeProvider>(
                ReminderTimeProviderNames.Reminders, new ReminderTime(TimeProvider.System));
            silo.AddDashboard(dashboard => dashboard.HideTrace = true);
            // The profiler runs whether or not somebody looks, so that who looks sees what has been.
            silo.Services.Configure<GrainProfilerOptions>(profiler => profiler.TraceAlways = true);
            silo.Services.AddHostedService<DashboardWithoutCounters>();
            // It goes along on every call between grains; who sends no traces does without.
            if (TelemetrySources.AreWanted(builder.Configuration))
                silo.AddActivityPropagation();
            silo.Services.AddSingleton(Told);
            Keep(silo, settings, builder.Configuration);
        });
    }

    private static void Keep(ISiloBuilder silo, ClusterSettings settings, IConfiguration configuration)
    {
        switch (settings.Provider)
        {
            case ClusterProvider.Localhost:
                silo.UseLocalhostClustering(settings.SiloPort, gatewayPort: 0, serviceId: settings.ClusterId, clusterId: settings.ClusterId);
                silo.AddMemoryGrainStorageAsDefault();
                silo.UseInMemoryReminderService();
                break;
            case ClusterProvider.PostgreSql:
                silo.UsePostgreSqlClustering();
                silo.AddPostgreSqlGrainStorageAsDefault();
                break;
            case ClusterProvider.AzureStorage:
                silo.KeepInAzure(settings, configuration);
                break;
        }
    }

    private static void Configure(this ISiloBuilder silo, ClusterSettings settings)
    {
        silo.Configure<ClusterOptions>(cluster =>
            (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ClusterId));
        silo.Configure<EndpointOptions>(endpoint =>
        {
            endpoint.SiloPort = settings.SiloPort;
            // Every silo has a front of its own; nobody calls grains from outside.
            endpoint.GatewayPort = 0;
            if (settings.AdvertisedAddress is not { } address)
                return;
            endpoint.AdvertisedIPAddress = AddressOf(address);
            endpoint.SiloListeningEndpoint = new IPEndPoint(ListeningOf(endpoint.AdvertisedIPAddress), settings.SiloPort);
        });
        silo.Configure<ClusterMembershipOptions>(members =>
        {
            members.ProbeTimeout = settings.ProbeTimeout;
            members.NumMissedProbesLimit = 3;
            // A silo that starts while all others are dead may not take them for dead before they have missed three of these.
            members.IAmAliveTablePublishTimeout = AliveEvery;
            // What a kill leaves behind in the table is nobody's to keep.
            members.DefunctSiloExpiration = TimeSpan.FromDays(1);
        });
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = settings.AnswerWithin / 3);
    }

    /// <summary>An address of this machine is listened at and no other; where it is that of a proxy, which in a container
    /// app it is, what it passes on comes in at any.</summary>
    internal static IPAddress ListeningOf(IPAddress advertised) =>
        IPAddress.IsLoopback(advertised) || NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses).Any(own => own.Address.Equals(advertised))
            ? advertised
            : IPAddress.Any;

    private static IPAddress AddressOf(string address)
    {
        if (IPAddress.TryParse(address, out var known))
            return known;
        try
        {
            return Dns.GetHostAddresses(address).First(found => found.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork);
        }
        catch (Exception unknown) when (unknown is System.Net.Sockets.SocketException or InvalidOperationException)
        {
            throw new OptionsValidationException(
                "Cluster", typeof(ClusterSettings), [$"Cluster:AdvertisedAddress: '{address}' is not an address of a machine."]);
        }
    }
}
