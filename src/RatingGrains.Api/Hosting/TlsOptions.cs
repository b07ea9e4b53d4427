using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace RatingGrains.Api.Hosting;

/// <summary>The certificate for https (<c>Tls:…</c>).</summary>
internal sealed class TlsOptions
{
    /// <summary>A PEM file, with the certificates between it and its authority after it, or a PFX file.</summary>
    public string? Certificate { get; set; }

    /// <summary>The PEM file of its private key; unset where that is in the certificate's own file.</summary>
    public string? Key { get; set; }

    /// <summary>Opens the PFX file, or an encrypted private key.</summary>
    public string? Password { get; set; }
}

/// <summary>Gives a host a certificate of its own making where none is configured.</summary>
public delegate X509Certificate2 DevelopmentCertificateSource();

/// <summary>Reads the certificate at the start, so that what is wrong with it is told before anything begins.</summary>
internal sealed class TlsOptionsValidator(
    ListenUrls urls, TimeProvider clock, DevelopmentCertificateSource? development = null) : IValidateOptions<TlsOptions>
{
    public ValidateOptionsResult Validate(string? name, TlsOptions options)
    {
        if (options.Certificate is null)
        {
            if (options.Key is not null)
                return ValidateOptionsResult.Fail("Tls:Key is set, and Tls:Certificate is not.");
            return urls.AnyHttps && development is null
                ? ValidateOptionsResult.Fail("urls: https needs a certificate; Tls:Certificate names none.")
                : ValidateOptionsResult.Success;
        }
        try
        {
            ServerCertificate.Read(options, clock.GetUtcNow());
            return ValidateOptionsResult.Success;
        }
        catch (BadCertificateException bad)
        {
            return ValidateOptionsResult.Fail(bad.Message);
        }
    }
}
