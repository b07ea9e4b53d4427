using System.Collections.Concurrent;
using System.Diagnostics;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.Faults;

/// <summary>A silo as a process of its own: killed or stopped, and started again at the same addresses.</summary>
internal sealed class SiloProcess(string name, string connectionString, params string[] settings) : IAsyncDisposable
{
    public const string AdminKey = "a-key-for-tests-that-is-long-enough-to-be-one";

    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(90);

    private readonly int _siloPort = FreePort.Take();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Process? _process;

    public string Name => name;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Take()}");

    /// <summary>What it said, in all of its lives.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Returns once it is ready.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> StartAsync()
    {
        var took = Stopwatch.StartNew();
        _process = Process.Start(Command)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Orphans.EndWithUs(_process.Id);
        await Waiting.UntilAsync(IsReadyAsync, StartMax, $"{name} is ready");
        return took.Elapsed;
    }

    /// <summary>For a start that is to fail.</summary>
    /// <returns>All that it said.</returns>
    public async Task<string> FailAsync()
    {
        using var limit = new CancellationTokenSource(StartMax);
        using var process = Process.Start(Command)!;
        Orphans.EndWithUs(process.Id);
        var said = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal(1, process.ExitCode);
        return string.Concat(said);
    }

    /// <summary>SIGKILL: no handler runs, nothing is finished.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
            _process.Kill();
        await EndAsync();
    }

    /// <summary>SIGTERM: as a service manager stops it.</summary>
    /// <returns>How long it took to end.</returns>
    public async Task<TimeSpan> StopAsync()
    {
        var took = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        Assert.Equal(0, _process.ExitCode);
        await EndAsync();
        return took.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
    }

    private ProcessStartInfo Command => new("dotnet", Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

    private string[] Arguments =>
    [
        Path.Combine(AppContext.BaseDirectory, "RatingGrains.Silo.dll"), "--urls", Address.ToString(),
        $"--Auth:AdminKey={AdminKey}", "--Cluster:Provider=PostgreSql", $"--Cluster:ConnectionString={connectionString}",
        $"--Cluster:SecretKey={Convert.ToBase64String(new byte[32])}", $"--Cluster:SiloPort={_siloPort}",
        "--Cluster:AdvertisedAddress=127.0.0.1", .. settings,
    ];

    private async Task EndAsync()
    {
        await _process!.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    private void Keep(string? line)
    {
        if (line is not null)
            Log.Enqueue($"{DateTime.UtcNow:HH:mm:ss.fff} {line}");
    }

    private async Task<bool> IsReadyAsync()
    {
        Assert.False(_process!.HasExited, $"{name} ended instead of starting: {string.Join('\n', Log)}");
        try
        {
            using var ready = await _http.GetAsync(new Uri(Address, "/health/ready"));
            return ready.IsSuccessStatusCode;
        }
        catch (Exception absent) when (absent is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
