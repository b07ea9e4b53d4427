using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace RatingGrains.Api.Hosting;

/// <summary>Lets https addresses stand beside http ones, all with one certificate.</summary>
internal static class TlsSetup
{
    public static void AddTls(this WebApplicationBuilder builder, ListenUrls urls)
    {
        builder.Services.AddSingleton(urls);
        builder.Services.AddOptionsWithValidateOnStart<TlsOptions, TlsOptionsValidator>().BindConfiguration("Tls");
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IServiceProvider>(
            static (kestrel, services) => kestrel.ConfigureHttpsDefaults(https => Serve(https, services)));
    }

    /// <summary>Asked for only where there is an https address.</summary>
    private static void Serve(HttpsConnectionAdapterOptions https, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<TlsOptions>>().Value;
        var served = options.Certificate is null
            ? new ServerCertificate(services.GetRequiredService<DevelopmentCertificateSource>()(), [])
            : ServerCertificate.Read(options, services.GetRequiredService<TimeProvider>().GetUtcNow());
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        https.ServerCertificate = ForThisSystem(served.Certificate);
        https.ServerCertificateChain = served.Chain;
    }

    /// <summary>Windows takes a key for TLS only from a store of its own.</summary>
    private static X509Certificate2 ForThisSystem(X509Certificate2 certificate) => OperatingSystem.IsWindows()
        ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null)
        : certificate;
}
