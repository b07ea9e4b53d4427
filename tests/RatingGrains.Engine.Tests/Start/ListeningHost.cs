using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace RatingGrains.Start;

/// <summary>The host as a process of its own, at the ports that it says it got.</summary>
internal sealed class ListeningHost : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ListeningHost(Process process, string said) => (_process, Said) = (process, said);

    /// <summary>What it greeted with.</summary>
    public string Said { get; }

    public static async Task<ListeningHost> StartAsync(string folder, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "RatingGrains.Embedded.dll"));
        start.ArgumentList.Add($"--Storage:Path={Path.Combine(folder, "ratings.db")}");
        foreach (var setting in settings)
            start.ArgumentList.Add(setting);
        var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var said = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line
            && !line.StartsWith("Stop", StringComparison.Ordinal))
            said.AppendLine(line);
        if (said.Length == 0)
            Assert.Fail(await process.StandardError.ReadToEndAsync(limit.Token));
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new ListeningHost(process, said.ToString());
    }

    public int Port(string scheme) => int.Parse(Regex.Match(Said, $@"\b{scheme}://127\.0\.0\.1:(\d+)").Groups[1].Value);

    /// <param name="authority">The only one that is trusted; null for none.</param>
    public async Task<HttpStatusCode> GetAsync(string scheme, X509Certificate2? authority)
    {
        using var handler = new SocketsHttpHandler();
        if (authority is not null)
            handler.SslOptions.CertificateChainPolicy = Trusting(authority);
        using var client = new HttpClient(handler) { Timeout = Limit };
        using var answer = await client.GetAsync($"{scheme}://127.0.0.1:{Port(scheme)}/health/ready");
        return answer.StatusCode;
    }

    /// <param name="name">The name that the certificate must be for.</param>
    public async Task<(SslPolicyErrors Errors, SslProtocols Protocol, string Subject)> ShakeHandsAsync(
        string name, X509Certificate2 authority, SslProtocols protocols = SslProtocols.None)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port("https"), limit.Token);
        var found = SslPolicyErrors.RemoteCertificateNotAvailable;
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = name,
                EnabledSslProtocols = protocols,
                CertificateChainPolicy = Trusting(authority),
                RemoteCertificateValidationCallback = (_, _, _, errors) =>
                {
                    found = errors;
                    return true;
                },
            },
            limit.Token);
        return (found, tls.SslProtocol, tls.RemoteCertificate!.Subject);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static X509ChainPolicy Trusting(X509Certificate2 authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(authority);
        return policy;
    }
}
