using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using RatingGrains.Sql;

namespace RatingGrains.Start;

/// <summary>One clear line and exit code 1, and nothing that was stored is lost.</summary>
public sealed partial class When_the_host_cannot_start : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rating-start-").FullName;

    private string DatabasePath => Path.Combine(_folder, "ratings.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--Auth:AdminKey=short", "Auth:AdminKey")]
    [InlineData("--Storage:CacheMebibytes=1", "CacheMebibytes")]
    [InlineData("--Features:CustomerRating=maybe", "Features:CustomerRating")]
    [InlineData("--RateLimits:PerKeyPerSecond=0", "PerKeyPerSecond")]
    [InlineData("--urls=http://localhost:80x", "http://localhost:80x")]
    [InlineData("--Telegram:ApiBaseAddress=nowhere", "ApiBaseAddress")]
    [InlineData("--Http:PublicUrl=ratings.example", "Http:PublicUrl")]
    [InlineData("--Http:PublicUrl=https://ratings.example/?a=b", "Http:PublicUrl")]
    [InlineData("--Tls:Key=key.pem", "Tls:Certificate")]
    [InlineData("--OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    public async Task A_bad_setting_is_named(string setting, string named) =>
        Assert.Contains(named, await FailingStartAsync(setting), StringComparison.Ordinal);

    [Fact]
    public async Task An_address_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        var said = await FailingStartAsync($"--urls={address}");
        Assert.Contains(address, said, StringComparison.Ordinal);
        Assert.Contains("in use", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_named_and_left_as_it_is()
    {
        var content = Enumerable.Range(0, 9000).Select(n => (byte)(n * 31)).ToArray();
        await File.WriteAllBytesAsync(DatabasePath, content);
        Assert.Contains(DatabasePath, await FailingStartAsync(), StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllBytesAsync(DatabasePath));
    }

    [Fact]
    public async Task A_locked_file_is_named()
    {
        await using var other = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        await other.OpenAsync();
        other.Run("PRAGMA journal_mode = WAL; BEGIN EXCLUSIVE");
        Assert.Contains("locked", await FailingStartAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_left_as_it_is()
    {
        await using (var newer = new SqliteConnection($"Data Source={DatabasePath};Pooling=False"))
        {
            await newer.OpenAsync();
            newer.Run("PRAGMA user_version = 99");
        }
        Assert.Contains("newer version", await FailingStartAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_cannot_be_written_is_named()
    {
        var path = Path.Combine(_folder, "a-file", "ratings.db");
        await File.WriteAllTextAsync(Path.GetDirectoryName(path)!, "not a folder");
        Assert.Contains(path, await FailingStartAsync($"--Storage:Path={path}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_secrets_are_named()
    {
        await StartAndStopAsync();
        await File.WriteAllTextAsync(DatabasePath + ".secret-key", Convert.ToBase64String(new byte[32]));
        Assert.Contains(".secret-key", await FailingStartAsync(), StringComparison.Ordinal);
    }

    private async Task StartAndStopAsync()
    {
        using var process = Start([]);
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Stop", StringComparison.Ordinal))
        {
            // It greets when it is ready.
        }
        process.Kill();
        await process.WaitForExitAsync();
    }

    private async Task<string> FailingStartAsync(params string[] settings)
    {
        using var process = Start(settings);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var said = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal(1, process.ExitCode);
        Assert.Equal("", await output);
        Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return said;
    }

    /// <summary>From another folder than the program's, as an operator would.</summary>
    private Process Start(string[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] defaults = ["--urls=http://127.0.0.1:0", $"--Storage:Path={DatabasePath}"];
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "RatingGrains.Embedded.dll"));
        foreach (var argument in defaults.Concat(settings))
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
