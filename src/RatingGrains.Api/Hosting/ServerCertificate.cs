using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RatingGrains.Api.Hosting;

/// <summary>A configured certificate could not be used; the message says of which setting, and why.</summary>
internal sealed class BadCertificateException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A certificate with its private key, and the certificates between it and its authority.</summary>
internal sealed record ServerCertificate(X509Certificate2 Certificate, X509Certificate2Collection Chain)
{
    private const string CertificateSetting = "Tls:Certificate";
    private const string KeySetting = "Tls:Key";
    private const string PasswordSetting = "Tls:Password";
    private const string PlainKey = "PRIVATE KEY";
    private const string EncryptedKey = "ENCRYPTED PRIVATE KEY";
    private const string ForServers = "1.3.6.1.5.5.7.3.1";

    /// <summary>ERROR_INVALID_PASSWORD, on every system.</summary>
    private const int WrongPassword = unchecked((int)0x80070056);

    /// <exception cref="BadCertificateException">It cannot be read, or serves for nothing now.</exception>
    public static ServerCertificate Read(TlsOptions options, DateTimeOffset now)
    {
        var path = Path.GetFullPath(options.Certificate!);
        var bytes = ReadFile(CertificateSetting, path);
        var read = Encoding.ASCII.GetString(bytes) is var text && text.Contains("-----BEGIN ", StringComparison.Ordinal)
            ? ReadPem(path, text, options)
            : ReadPfx(path, bytes, options.Password);
        Check(path, read.Certificate, now);
        return read;
    }

    private static ServerCertificate ReadPem(string path, string text, TlsOptions options)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(text);
        }
        catch (CryptographicException damaged)
        {
            throw new BadCertificateException($"{CertificateSetting}: '{path}' is damaged.", damaged);
        }
        if (all.Count == 0)
            throw new BadCertificateException($"{CertificateSetting}: '{path}' holds no certificate.");
        var key = ReadKey(path, text, options);
        try
        {
            var certificate = X509Certificate2.CreateFromPem(all[0].ExportCertificatePem(), key);
            return new(certificate, [.. all.Skip(1)]);
        }
        catch (Exception foreign) when (foreign is CryptographicException or ArgumentException)
        {
            var keyPath = KeyPath(path, options);
            throw new BadCertificateException(
                $"{KeySetting}: the private key in '{keyPath}' is damaged, or is not that of '{path}'.", foreign);
        }
    }

    private static string ReadKey(string certificatePath, string certificateText, TlsOptions options)
    {
        var path = KeyPath(certificatePath, options);
        var text = options.Key is null ? certificateText : Encoding.ASCII.GetString(ReadFile(KeySetting, path));
        if (!text.Contains(PlainKey + "-----", StringComparison.Ordinal))
        {
            throw new BadCertificateException(options.Key is null
                ? $"{KeySetting} is missing: there is no private key in '{path}'."
                : $"{KeySetting}: there is no private key in '{path}'.");
        }
        return text.Contains(EncryptedKey, StringComparison.Ordinal) ? Decrypt(path, text, options.Password) : text;
    }

    private static string Decrypt(string path, string text, string? password)
    {
        if (password is null)
        {
            throw new BadCertificateException(
                $"{PasswordSetting} is missing: the private key in '{path}' is encrypted.");
        }
        // Of which kind the key is shows only when it is open.
        using var rsa = RSA.Create();
        using var ellipticCurve = ECDsa.Create();
        foreach (AsymmetricAlgorithm kind in new AsymmetricAlgorithm[] { rsa, ellipticCurve })
        {
            try
            {
                kind.ImportFromEncryptedPem(text, password);
                return kind.ExportPkcs8PrivateKeyPem();
            }
            catch (Exception shut) when (shut is CryptographicException or ArgumentException)
            {
                // The other kind, or the wrong password.
            }
        }
        throw new BadCertificateException($"{PasswordSetting} does not open the private key in '{path}'.");
    }

    private static ServerCertificate ReadPfx(string path, byte[] bytes, string? password)
    {
        try
        {
            var all = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
            var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey)
                ?? throw new BadCertificateException($"{CertificateSetting}: there is no private key in '{path}'.");
            return new(own, [.. all.Where(certificate => certificate != own)]);
        }
        catch (CryptographicException shut) when (shut.HResult == WrongPassword)
        {
            throw new BadCertificateException(
                password is null
                    ? $"{PasswordSetting} is missing: '{path}' is encrypted."
                    : $"{PasswordSetting} does not open '{path}'.", shut);
        }
        catch (CryptographicException damaged)
        {
            throw new BadCertificateException(
                $"{CertificateSetting}: '{path}' is neither PEM nor PFX, or is damaged.", damaged);
        }
    }

    private static void Check(string path, X509Certificate2 certificate, DateTimeOffset now)
    {
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        if (until <= now)
            throw new BadCertificateException($"{CertificateSetting}: '{path}' ran out at {Moment(until)}.");
        if (from > now)
            throw new BadCertificateException($"{CertificateSetting}: '{path}' is not valid before {Moment(from)}.");
        var uses = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().ToArray();
        if (uses.Length > 0 && !uses.Any(use => use.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == ForServers)))
            throw new BadCertificateException($"{CertificateSetting}: '{path}' is not for servers.");
    }

    private static string Moment(DateTime at) =>
        at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string KeyPath(string certificatePath, TlsOptions options) =>
        options.Key is null ? certificatePath : Path.GetFullPath(options.Key);

    private static byte[] ReadFile(string setting, string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadCertificateException($"{setting}: there is no file '{path}'.", missing);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadCertificateException($"{setting}: '{path}' cannot be read.", unreadable);
        }
    }
}
