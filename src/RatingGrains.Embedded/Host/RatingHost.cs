using RatingGrains.Api;
using RatingGrains.Api.Hosting;
using RatingGrains.Api.Keys;
using RatingGrains.Api.Operations;
using RatingGrains.Connectors;
using RatingGrains.Embedded.Engine;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;

namespace RatingGrains.Embedded.Host;

/// <summary>The embedded host: one process, one file.</summary>
internal static class RatingHost
{
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>Runs until it is stopped.</summary>
    /// <returns>The exit code: 1 where it could not start, with one line that says why.</returns>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, null, async (app, keyFile) =>
    {
        Greet(app, keyFile);
        await app.WaitForShutdownAsync();
        return 0;
    });

    /// <summary>Starts, lets <paramref name="work"/> be done with the app and the file of its admin key, and stops.</summary>
    public static async Task<int> RunAsync(
        string[] args, Action<WebApplicationBuilder>? configure, Func<WebApplication, string?, Task<int>> work)
    {
        WebApplication? app = null;
        string? keyFile;
        try
        {
            app = Build(args, configure);
            // Opens the file and its secrets before the server starts, so that what is wrong with them is told in one line.
            app.Services.GetRequiredService<ISigningKeys>();
            await app.StartAsync();
            keyFile = await app.Services.GetRequiredService<FirstAdminKey>()
                .EnsureAsync(app.Services.GetRequiredService<Database>().Path + ".admin-key", CancellationToken.None);
        }
        catch (Exception failure) when (Describe(failure, args, app) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return 1;
        }
        var exitCode = await work(app, keyFile);
        await app.DisposeAsync();
        return exitCode;
    }

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = RatingHosting.CreateBuilder(args, DefaultUrl);
        builder.Services.AddRatingApi();
        // What calls others stops before the engine, so that how its calls ended is kept.
        builder.Services.AddSqliteEngine();
        builder.Services.AddConnectors();
        builder.Services.AddMetered<EmbeddedEngine>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapRatingApi();
        app.MapConnectors();
        return app;
    }

    /// <summary>Says where it listens, where the key is and what to try next.</summary>
    private static void Greet(WebApplication app, string? keyFile)
    {
        var database = app.Services.GetRequiredService<Database>();
        var certificate = app.Services.GetRequiredService<DevelopmentCertificate>();
        var address = app.Urls.FirstOrDefault(url => !IsHttps(url)) ?? app.Urls.First();
        var curl = certificate.IsInUse && IsHttps(address) ? $"curl --cacert '{certificate.Path}'" : "curl";
        var https = certificate.IsInUse
            ? $"\n  https      for this machine, by {certificate.Path}: let your clients trust that file"
            : "";
        Console.WriteLine($"""
            RatingGrains listens at {string.Join(" and ", app.Urls)}
              database   {database.Path}{https}
              admin key  {keyFile ?? "as configured (Auth:AdminKey), or given out before"}
            Try next:
              {curl} {address}/health/ready
              {curl} -H "Authorization: Bearer {(keyFile is null ? "<key>" : $"$(cat '{keyFile}')")}" {address}/api/v1/conversations
              dotnet run --project src/RatingGrains.Embedded -- demo   (a working day to look at)
            Stop with Ctrl+C.
            """);
    }

    private static bool IsHttps(string url) => url.StartsWith("https:", StringComparison.Ordinal);

    private static string? Describe(Exception failure, string[] args, WebApplication? app) => DatabaseFailure.Describe(
        failure, app?.Configuration ?? new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build());
}
