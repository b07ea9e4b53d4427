using Microsoft.Extensions.Options;
using Orleans.Dashboard;
using RatingGrains.Api;
using RatingGrains.Api.Hosting;
using RatingGrains.Api.Keys;
using RatingGrains.Api.Operations;
using RatingGrains.Connectors;
using RatingGrains.Ports;
using RatingGrains.Silo.Cluster;
using RatingGrains.Silo.Engine;

namespace RatingGrains.Silo.Hosting;

/// <summary>One silo of a cluster, with the HTTP front in the same process.</summary>
internal static class SiloHost
{
    public const string DefaultUrl = "http://localhost:5090";

    private const string DashboardPath = "/dashboard";

    /// <summary>Turns that are under way finish, and grains leave, within this.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = RatingHosting.CreateBuilder(args, DefaultUrl);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        // Orleans' own attempts, each of them; what came of them Orleans says itself.
        builder.Logging.AddFilter("Polly", LogLevel.None);
        // Its first look counts from when the machine was started, and takes that for a hang.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        // Orleans' words on a part of the ring, which the listener makes no use of.
        builder.Logging.AddFilter(typeof(DirectoryListener).FullName, LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        builder.AddCluster();
        builder.Services.AddRatingApi();
        builder.Services.AddConnectors();
        builder.Services.AddMetered<SiloEngine>();
        builder.Services.AddSingleton<IStoreHealth, ClusterHealth>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapRatingApi();
        app.MapConnectors();
        // What grains hold is customers' words and the channels' secrets: nobody reads it there. Reminders name customers.
        app.UseOperatorPages(
            DashboardPath, adminOnly: part => part.StartsWithSegments("/Reminders"),
            hidden: part => part.StartsWithSegments("/GrainState"));
        app.MapOrleansDashboard(DashboardPath);
        return app;
    }

    /// <summary>Runs until it is stopped.</summary>
    /// <returns>The exit code: 1 where it could not start, with one line that says why.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        WebApplication? app = null;
        try
        {
            app = Build(args);
            await app.StartAsync();
            Greet(app, await EnsureKeyAsync(app));
        }
        catch (Exception failure) when (SiloFailure.Describe(failure, args) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return 1;
        }
        await app.WaitForShutdownAsync();
        await app.DisposeAsync();
        return 0;
    }

    public static Task<string?> EnsureKeyAsync(WebApplication app) =>
        app.Services.GetRequiredService<FirstAdminKey>().EnsureAsync(
            Path.GetFullPath(app.Services.GetRequiredService<IOptions<ClusterSettings>>().Value.AdminKeyFile),
            CancellationToken.None);

    private static void Greet(WebApplication app, string? keyFile)
    {
        var settings = app.Services.GetRequiredService<IOptions<ClusterSettings>>().Value;
        var address = app.Urls.First();
        Console.WriteLine($"""
            RatingGrains listens at {string.Join(" and ", app.Urls)}
              cluster    {settings.ClusterId}, kept by {settings.Provider}{(settings.Provider == ClusterProvider.Localhost ? ": nothing outlives this process" : "")}
              admin key  {keyFile ?? "as configured (Auth:AdminKey), or given out before"}
              dashboard  {address}{DashboardPath}
            Stop with Ctrl+C.
            """);
    }
}
