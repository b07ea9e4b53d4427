using System.Diagnostics;
using System.Net.Sockets;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.AzureTables;

/// <summary>Azurite's tables for this test run, in memory, on a free port; from npm's installation on this machine.</summary>
internal static class AzuriteServer
{
    private const string Account = "ratings";

    private static readonly string Key = Convert.ToBase64String(new byte[64]);
    private static readonly string? Program = Find();
    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    /// <summary>Why there is none here; null where there can be one.</summary>
    public static string? Absent => Program is null
        ? "Azurite is not installed: no azurite-table on the PATH (npm install --global azurite@3.35.0)"
        : null;

    /// <summary>All tests share one; each has a service of its own in it.</summary>
    public static Task<string> ConnectionStringAsync() => Started.Value;

    private static async Task<string> StartAsync()
    {
        var port = FreePort.Take();
        // A test run that is killed cannot clear up, so another process waits for its end and does.
        const string UntilWeEnd = """
            "$0" "$@" >/dev/null 2>&1 </dev/null & azurite=$!
            while kill -0 "$OWNER" && kill -0 $azurite; do sleep 1; done 2>/dev/null
            kill $azurite
            """;
        var start = new ProcessStartInfo("setsid") { WorkingDirectory = Path.GetTempPath() };
        string[] arguments =
        [
            "/bin/sh", "-c", UntilWeEnd, Program!, "--tableHost", "127.0.0.1", "--tablePort", $"{port}",
            "--inMemoryPersistence", "--silent", "--skipApiVersionCheck", "--disableTelemetry",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["OWNER"] = $"{Environment.ProcessId}";
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{Key}";
        using var process = Process.Start(start)!;
        await Patience.UntilAsync(() => ListensAsync(port), TimeSpan.FromSeconds(60), "Azurite listens");
        return $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint=http://127.0.0.1:{port}/{Account}";
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "azurite-table")).FirstOrDefault(File.Exists);
}
