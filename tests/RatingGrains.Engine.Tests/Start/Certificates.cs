using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RatingGrains.Start;

/// <summary>Certificates for this machine, as an authority would give them.</summary>
internal static class Certificates
{
    public const string ForServers = "1.3.6.1.5.5.7.3.1";
    public const string ForClients = "1.3.6.1.5.5.7.3.2";

    /// <summary>Writes <c>name.pem</c> and <c>name.key</c>; with a password <c>name.sealed.key</c> and <c>name.pfx</c>
    /// too.</summary>
    public static async Task<X509Certificate2> MakeAsync(
        string folder, string name, DateTimeOffset from, DateTimeOffset until, string? password = null,
        string usage = ForServers, X509Certificate2? issuer = null)
    {
        using var key = RSA.Create(2048);
        var request = Request($"CN={name}", key, usage);
        var certificate = issuer is null
            ? request.CreateSelfSigned(from, until)
            : request.Create(issuer, from, until, RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
        await WriteAsync("pem", certificate.ExportCertificatePem());
        await WriteAsync("key", key.ExportRSAPrivateKeyPem());
        if (password is not null)
        {
            await WriteAsync("sealed.key", key.ExportEncryptedPkcs8PrivateKeyPem(
                password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000)));
            await File.WriteAllBytesAsync(
                Path.Combine(folder, name + ".pfx"), certificate.Export(X509ContentType.Pfx, password));
        }
        return certificate;

        Task WriteAsync(string ending, string text) =>
            File.WriteAllTextAsync(Path.Combine(folder, $"{name}.{ending}"), text);
    }

    /// <summary>An authority below <paramref name="issuer"/>, or the first.</summary>
    public static X509Certificate2 MakeAuthority(string name, X509Certificate2? issuer, RSA key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = DateTimeOffset.UtcNow;
        return issuer is null
            ? request.CreateSelfSigned(now.AddDays(-2), now.AddDays(60))
            : request.Create(issuer, now.AddDays(-2), now.AddDays(50), RandomNumberGenerator.GetBytes(8))
                .CopyWithPrivateKey(key);
    }

    private static CertificateRequest Request(string name, RSA key, string usage)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        return request;
    }
}
