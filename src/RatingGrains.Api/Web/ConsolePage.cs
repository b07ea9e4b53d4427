using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RatingGrains.Api.Http;
using RatingGrains.Api.OpenId;

namespace RatingGrains.Api.Web;

/// <summary>The console's page, as this host sends it: with a number of its own, and with the sign-in provider where
/// there is one.</summary>
internal sealed class ConsolePage(OpenIdProvider provider, IOptions<OpenIdOptions> options)
{
    private const string Nonce = "{nonce}";
    private const string SignIn = "{sign-in}";
    private const int NonceBytes = 16;

    private const string NotBuilt =
        """
        The console is not part of this build.

        It is built with Node.js 20.19 or newer: install it, see that npm can fetch packages, and run dotnet build again.
        The API is here all the same: /openapi/v1.json says what it has.

        """;

    private readonly string[]? _page =
        WebFile.Find("console/index.html")?.Text.Replace(SignIn, Describe(options.Value)).Split(Nonce);

    public IResult Show(HttpContext context)
    {
        if (_page is null)
            return TypedResults.Text(NotBuilt, "text/plain", Encoding.UTF8, StatusCodes.Status404NotFound);
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        var reached = string.Join(' ', provider.Origins.Prepend("'self'"));
        var headers = context.Response.Headers;
        // Styles of components are elements; only those that carry this page's own number count.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; connect-src {reached}; "
            + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        // It has a number of its own, and names the files of this build.
        headers.CacheControl = "no-store";
        return TypedResults.Text(string.Join(nonce, _page), "text/html", Encoding.UTF8);
    }

    /// <summary>In the page, so that it offers the right way in at once. Nothing of it is a secret.</summary>
    private static string Describe(OpenIdOptions options) => options.IsOn
        ? WebUtility.HtmlEncode(JsonSerializer.Serialize(
            new ConsoleSignIn(options.Authority!, options.ClientId!, options.Audience!, options.Scope),
            ApiJson.Written.ConsoleSignIn))
        : "";
}

internal sealed record ConsoleSignIn(string Authority, string ClientId, string Audience, string Scope);
