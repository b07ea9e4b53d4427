using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using RatingGrains.Embedded.Host;

namespace RatingGrains.Bench;

/// <summary>A host as a process of its own, as it is run for real.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private HostProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", HostSettings.AdminKey);
    }

    public Uri Address { get; }

    /// <summary>Calls with the admin's key.</summary>
    public HttpClient Client { get; }

    /// <summary>From the start of the process until it said that it is ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The embedded host.</summary>
    public static Task<HostProcess> StartAsync(string database) =>
        StartAsync([typeof(RatingHost).Assembly.Location, $"--Storage:Path={database}"]);

    /// <param name="command">The program for <c>dotnet</c>, and its own settings.</param>
    public static async Task<HostProcess> StartAsync(IEnumerable<string> command)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = TimeProvider.System.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo("dotnet", [.. command, .. HostSettings.Arguments(address)])
        {
            // Its greeting would stand in the middle of the tables; what goes wrong goes to the error stream.
            RedirectStandardOutput = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var host = new HostProcess(process, address);
        await host.UntilReadyAsync(start);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        // As a service manager stops it, so that the file is left closed.
        using (var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await stop.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task UntilReadyAsync(long start)
    {
        while (TimeProvider.System.GetElapsedTime(start) < StartMax && !_process.HasExited)
        {
            try
            {
                using var answer = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    ReadyAfter = TimeProvider.System.GetElapsedTime(start);
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
        if (!_process.HasExited)
            _process.Kill();
        throw new InvalidOperationException("The host did not become ready.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
