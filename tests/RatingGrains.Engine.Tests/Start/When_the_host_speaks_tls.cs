using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RatingGrains.Start;

/// <summary>Real handshakes with the host as a process of its own.</summary>
public sealed class When_the_host_speaks_tls : IDisposable
{
    private const string Password = "a password";
    private readonly string _folder = Directory.CreateTempSubdirectory("rating-tls-").FullName;

    private string OwnCertificate => Path.Combine(_folder, "ratings.db.tls.pem");

    private X509Certificate2 Own => X509CertificateLoader.LoadCertificateFromFile(OwnCertificate);

    private string OwnKey => Path.Combine(_folder, "ratings.db.tls-key.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Http_and_https_stand_side_by_side()
    {
        await using var host = await ListeningHost.StartAsync(_folder, "--urls=http://127.0.0.1:0;https://127.0.0.1:0");

        Assert.Equal(HttpStatusCode.OK, await host.GetAsync("http", null));
        Assert.Equal(HttpStatusCode.OK, await host.GetAsync("https", Own));
        Assert.Contains(OwnCertificate, host.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Its_own_certificate_is_for_this_machine(string name)
    {
        await using var host = await ListeningHost.StartAsync(_folder, "--urls=https://127.0.0.1:0");

        var (errors, protocol, _) = await host.ShakeHandsAsync(name, Own);

        Assert.Equal(SslPolicyErrors.None, errors);
        Assert.Equal(SslProtocols.Tls13, protocol);
        var elsewhere = await host.ShakeHandsAsync("other.example", Own);
        Assert.Equal(SslPolicyErrors.RemoteCertificateNameMismatch, elsewhere.Errors);
    }

    [Fact]
    public async Task Its_own_certificate_stays_and_its_key_is_its_owners_alone()
    {
        string first;
        await using (await ListeningHost.StartAsync(_folder, "--urls=https://127.0.0.1:0"))
            first = await File.ReadAllTextAsync(OwnCertificate);
        await using (await ListeningHost.StartAsync(_folder, "--urls=https://127.0.0.1:0"))
            Assert.Equal(first, await File.ReadAllTextAsync(OwnCertificate));

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(OwnKey));
        Assert.DoesNotContain("PRIVATE KEY", first, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ran out")]
    [InlineData("is damaged")]
    [InlineData("has another key")]
    public async Task Its_own_certificate_is_made_anew_when_it(string whatHappened)
    {
        var now = DateTimeOffset.UtcNow;
        var until = whatHappened == "ran out" ? now.AddDays(3) : now.AddDays(300);
        using var kept = await Certificates.MakeAsync(_folder, "kept", now.AddDays(-90), until);
        using var other = await Certificates.MakeAsync(_folder, "other", now.AddDays(-90), until);
        File.Copy(Path.Combine(_folder, "kept.pem"), OwnCertificate);
        File.Copy(Path.Combine(_folder, whatHappened == "has another key" ? "other.key" : "kept.key"), OwnKey);
        if (whatHappened == "is damaged")
            await File.WriteAllTextAsync(OwnCertificate, "-----BEGIN CERTIFICATE-----\nAAAA");

        await using var host = await ListeningHost.StartAsync(_folder, "--urls=https://127.0.0.1:0");

        var made = Own;
        Assert.True(made.NotAfter > DateTime.Now.AddDays(300));
        Assert.Equal(SslPolicyErrors.None, (await host.ShakeHandsAsync("localhost", made)).Errors);
    }

    [Theory]
    [InlineData("chain.pem", "shop.key", null)]
    [InlineData("chain.pem", "shop.sealed.key", Password)]
    [InlineData("all.pem", null, null)]
    [InlineData("chain.pfx", null, Password)]
    public async Task A_given_certificate_is_sent_with_those_up_to_its_authority(
        string certificate, string? key, string? password)
    {
        using var rootKey = RSA.Create(2048);
        using var betweenKey = RSA.Create(2048);
        using var root = Certificates.MakeAuthority("Root", null, rootKey);
        using var between = Certificates.MakeAuthority("Between", root, betweenKey);
        await MakeShopAsync(between);
        List<string> settings =
            ["--urls=https://127.0.0.1:0", $"--Tls:Certificate={Path.Combine(_folder, certificate)}"];
        if (key is not null)
            settings.Add($"--Tls:Key={Path.Combine(_folder, key)}");
        if (password is not null)
            settings.Add($"--Tls:Password={password}");

        await using var host = await ListeningHost.StartAsync(_folder, [.. settings]);

        var (errors, _, subject) = await host.ShakeHandsAsync("localhost", root);
        Assert.Equal((SslPolicyErrors.None, "CN=shop"), (errors, subject));
        Assert.False(File.Exists(OwnKey));
    }

    [Fact]
    public async Task Old_versions_of_tls_are_refused()
    {
        await using var host = await ListeningHost.StartAsync(_folder, "--urls=https://127.0.0.1:0");

        Assert.Equal(SslProtocols.Tls12, (await host.ShakeHandsAsync("localhost", Own, SslProtocols.Tls12)).Protocol);
#pragma warning disable SYSLIB0039, CA5397 // Old on purpose.
        await Assert.ThrowsAnyAsync<Exception>(() => host.ShakeHandsAsync("localhost", Own, SslProtocols.Tls11));
#pragma warning restore SYSLIB0039, CA5397
    }

    [Fact]
    public async Task Who_speaks_http_to_https_harms_nobody()
    {
        await using var host = await ListeningHost.StartAsync(_folder, "--urls=https://127.0.0.1:0");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Port("https"));
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
        _ = await client.GetStream().ReadAsync(new byte[1_000]);

        Assert.Equal(HttpStatusCode.OK, await host.GetAsync("https", Own));
    }

    private async Task MakeShopAsync(X509Certificate2 issuer)
    {
        var now = DateTimeOffset.UtcNow;
        using var shop = await Certificates.MakeAsync(
            _folder, "shop", now.AddDays(-1), now.AddDays(30), Password, issuer: issuer);
        var chain = shop.ExportCertificatePem() + "\n" + issuer.ExportCertificatePem() + "\n";
        await File.WriteAllTextAsync(Path.Combine(_folder, "chain.pem"), chain);
        var key = await File.ReadAllTextAsync(Path.Combine(_folder, "shop.key"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "all.pem"), key + "\n" + chain);
        X509Certificate2Collection both = [shop, X509CertificateLoader.LoadCertificate(issuer.RawData)];
        await File.WriteAllBytesAsync(Path.Combine(_folder, "chain.pfx"), both.Export(X509ContentType.Pfx, Password)!);
    }
}
