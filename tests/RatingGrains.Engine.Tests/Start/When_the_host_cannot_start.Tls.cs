using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RatingGrains.Start;

/// <summary>What can be wrong with a certificate.</summary>
public sealed partial class When_the_host_cannot_start
{
    [Theory]
    [InlineData("missing.pem", "key.pem", null, "missing.pem")]
    [InlineData("good.pem", "missing.pem", null, "missing.pem")]
    [InlineData("good.pem", null, null, "Tls:Key is missing")]
    [InlineData("good.pem", "good.pem", null, "Tls:Key")]
    [InlineData("good.pem", "other.key", null, "not that of")]
    [InlineData("good.pem", "good.sealed.key", null, "Tls:Password is missing")]
    [InlineData("good.pem", "good.sealed.key", "wrong", "Tls:Password does not open")]
    [InlineData("good.pfx", null, null, "Tls:Password")]
    [InlineData("good.pfx", null, "wrong", "Tls:Password does not open")]
    [InlineData("bare.pfx", null, Password, "no private key")]
    [InlineData("old.pem", "old.key", null, "ran out")]
    [InlineData("early.pem", "early.key", null, "not valid before")]
    [InlineData("client.pem", "client.key", null, "not for servers")]
    [InlineData("noise", null, null, "neither PEM nor PFX")]
    [InlineData("torn.pem", "good.key", null, "torn.pem")]
    [InlineData(".", "good.key", null, "cannot be read")]
    public async Task A_bad_certificate_is_named(string certificate, string? key, string? password, string said)
    {
        await MakeCertificatesAsync();
        List<string> settings =
            ["--urls=https://127.0.0.1:0", $"--Tls:Certificate={Path.Combine(_folder, certificate)}"];
        if (key is not null)
            settings.Add($"--Tls:Key={Path.Combine(_folder, key)}");
        if (password is not null)
            settings.Add($"--Tls:Password={password}");

        Assert.Contains(said, await FailingStartAsync([.. settings]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_ran_out_is_named_though_no_address_wants_it()
    {
        await MakeCertificatesAsync();

        var said = await FailingStartAsync(
            $"--Tls:Certificate={Path.Combine(_folder, "old.pem")}", $"--Tls:Key={Path.Combine(_folder, "old.key")}");

        Assert.Contains("ran out", said, StringComparison.Ordinal);
    }

    private const string Password = "a password";

    private async Task MakeCertificatesAsync()
    {
        var now = DateTimeOffset.UtcNow;
        using var good = await Certificates.MakeAsync(_folder, "good", now.AddDays(-1), now.AddDays(30), Password);
        using var old = await Certificates.MakeAsync(_folder, "old", now.AddDays(-30), now.AddMinutes(-1));
        using var early = await Certificates.MakeAsync(_folder, "early", now.AddHours(1), now.AddDays(30));
        using var other = await Certificates.MakeAsync(_folder, "other", now.AddDays(-1), now.AddDays(30));
        using var client = await Certificates.MakeAsync(
            _folder, "client", now.AddDays(-1), now.AddDays(30), usage: Certificates.ForClients);
        using var bare = X509CertificateLoader.LoadCertificate(good.RawData);
        await WriteAsync("bare.pfx", bare.Export(X509ContentType.Pfx, Password));
        await WriteAsync("noise", RandomNumberGenerator.GetBytes(2_000));
        await WriteAsync("torn.pem", (await File.ReadAllBytesAsync(Path.Combine(_folder, "good.pem")))[..200]);
    }

    private Task WriteAsync(string name, byte[] bytes) => File.WriteAllBytesAsync(Path.Combine(_folder, name), bytes);
}
