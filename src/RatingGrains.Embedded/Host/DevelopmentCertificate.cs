using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RatingGrains.Embedded.Storage;
using RatingGrains.Embedded.Stores;

namespace RatingGrains.Embedded.Host;

/// <summary>A certificate of our own making for this machine, beside the database; its private key in a file that only
/// its owner may read. For trying https: nobody trusts it who was not told to.</summary>
internal sealed class DevelopmentCertificate(Database database, TimeProvider clock)
{
    private const string Name = "localhost";
    private const string ForServers = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan ValidFor = TimeSpan.FromDays(397);

    /// <summary>A start so near to its end makes another one.</summary>
    private static readonly TimeSpan RenewedBefore = TimeSpan.FromDays(30);

    /// <summary>Clocks of clients may be slow.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    public string Path { get; } = database.Path + ".tls.pem";

    /// <summary>Whether the host serves with it.</summary>
    public bool IsInUse { get; private set; }

    private string KeyPath => database.Path + ".tls-key.pem";

    public X509Certificate2 ReadOrMake()
    {
        IsInUse = true;
        if (Read() is { } kept)
            return kept;
        var (certificate, key) = Make(clock.GetUtcNow());
        OwnersFile.Write(KeyPath, key);
        File.WriteAllText(Path, certificate);
        return Read() ?? throw new InvalidDataException($"'{Path}' is not what was written");
    }

    /// <returns>Null where there is none, or it is no good any more.</returns>
    private X509Certificate2? Read()
    {
        if (!File.Exists(Path) || !File.Exists(KeyPath))
            return null;
        try
        {
            var kept = X509Certificate2.CreateFromPemFile(Path, KeyPath);
            return kept.NotAfter.ToUniversalTime() - RenewedBefore > clock.GetUtcNow() ? kept : null;
        }
        catch (Exception damaged) when (damaged is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static (string Certificate, string Key) Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}, O=RatingGrains development", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Name);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(ForServers)], critical: false));
        using var certificate = request.CreateSelfSigned(now - Slack, now + ValidFor);
        return (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem());
    }
}
