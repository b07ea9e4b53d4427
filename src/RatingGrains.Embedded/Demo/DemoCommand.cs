using RatingGrains.Embedded.Host;

namespace RatingGrains.Embedded.Demo;

/// <summary><c>demo</c> plays on a host of its own, started with the same settings as ever; <c>demo --url --key</c> on
/// one that runs. <c>--seed</c> makes another day.</summary>
internal static class DemoCommand
{
    public const string Name = "demo";

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        if (!int.TryParse(settings["seed"] ?? $"{DemoPlayer.DefaultSeed}", out var seed))
            return await FailAsync("--seed must be a whole number.");
        if (settings["url"] is { } url)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
                return await FailAsync("--url must be the address of a running host, such as http://localhost:5080");
            return settings["key"] is { } given
                ? await PlayAsync(address, given, seed, CancellationToken.None)
                : await FailAsync("--key must be an admin key of that host.");
        }

        var started = false;
        var exitCode = await RatingHost.RunAsync(
            args,
            builder => builder.Logging.SetMinimumLevel(LogLevel.Warning),
            (app, keyFile) =>
            {
                started = true;
                return PlayOnOwnAsync(app, keyFile, settings["key"], seed, args);
            });
        return started
            ? exitCode
            : await FailAsync("Where a host runs already, play on it: demo --url http://localhost:5080 --key <admin key>");
    }

    private static async Task<int> PlayOnOwnAsync(
        WebApplication app, string? keyFile, string? given, int seed, string[] args)
    {
        var key = given ?? app.Configuration["Auth:AdminKey"] ?? await ReadAsync(keyFile);
        if (key is null)
            return await FailAsync("This database has an admin key already; say it with --key.");
        var exitCode = await PlayAsync(OnThisMachine(app.Urls.First()), key, seed, app.Lifetime.ApplicationStopping);
        await app.StopAsync();
        if (exitCode == 0)
        {
            Console.WriteLine();
            Console.WriteLine("The host stops now; start it again with the same settings:");
            var settings = string.Concat(args.Select(arg => $" {(arg.Contains(' ') ? $"'{arg}'" : arg)}"));
            Console.WriteLine($"  dotnet run --project src/RatingGrains.Embedded{(args.Length > 0 ? " --" : "")}{settings}");
            Console.WriteLine($"  KEY={(keyFile is null ? "<admin key>" : $"$(cat '{keyFile}')")}");
        }
        return exitCode;
    }

    /// <summary>A host that listens at every address, as in a container, is at none of that name.</summary>
    private static Uri OnThisMachine(string url)
    {
        var address = new UriBuilder(url);
        if (address.Host is "[::]" or "0.0.0.0")
            address.Host = "localhost";
        return address.Uri;
    }

    private static async Task<int> PlayAsync(Uri address, string key, int seed, CancellationToken cancellationToken)
    {
        try
        {
            await DemoPlayer.RunAsync(address, key, DemoConsole.Standard, cancellationToken, seed);
            return 0;
        }
        catch (Exception failure) when (failure is DemoException or HttpRequestException or OperationCanceledException)
        {
            Console.WriteLine();
            return await FailAsync(cancellationToken.IsCancellationRequested ? "Stopped." : failure.Message);
        }
    }

    private static async Task<string?> ReadAsync(string? keyFile) =>
        keyFile is null ? null : (await File.ReadAllTextAsync(keyFile)).Trim();

    private static async Task<int> FailAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return 1;
    }
}
