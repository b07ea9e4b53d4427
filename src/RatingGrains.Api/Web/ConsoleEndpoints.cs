using System.Security.Cryptography;
using System.Text;
using RatingGrains.Api.Keys;

namespace RatingGrains.Api.Web;

/// <summary>The console: one page under all of its addresses, and what belongs to it.</summary>
internal static class ConsoleEndpoints
{
    private const string Assets = "console/assets/";
    private const string Nonce = "{nonce}";
    private const int NonceBytes = 16;

    private const string NotBuilt =
        """
        The console is not part of this build.

        It is built with Node.js 20.19 or newer: install it, see that npm can fetch packages, and run dotnet build again.
        The API is here all the same: /openapi/v1.json says what it has.

        """;

    /// <summary>Where the page's own addresses begin.</summary>
    private static readonly string[] Places =
    [
        "/", "/work", "/conversations/{id?}", "/overview", "/channels/{id?}", "/people", "/webhooks", "/parked",
    ];

    public static void MapConsole(this IEndpointRouteBuilder app)
    {
        var page = WebFile.Find("console/index.html")?.Text.Split(Nonce);
        foreach (var place in Places)
            app.MapGet(place, (HttpContext context) => Show(context, page)).By(Rights.Page).ExcludeFromDescription();
        foreach (var name in WebFile.NamesIn(Assets))
        {
            var file = WebFile.Find(Assets + name)!;
            app.MapGet($"/{Assets}{name}", (HttpContext context) => Serve(context, file))
                .By(Rights.Page).ExcludeFromDescription();
        }
    }

    private static IResult Show(HttpContext context, string[]? page)
    {
        if (page is null)
            return TypedResults.Text(NotBuilt, "text/plain", Encoding.UTF8, StatusCodes.Status404NotFound);
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        var headers = context.Response.Headers;
        // Styles of components are elements; only those that carry this page's own number count.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; connect-src 'self'; "
            + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        // It has a number of its own, and names the files of this build.
        headers.CacheControl = "no-store";
        return TypedResults.Text(string.Join(nonce, page), "text/html", Encoding.UTF8);
    }

    /// <summary>Their names change with what is in them.</summary>
    private static IResult Serve(HttpContext context, WebFile file)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return file.Serve(context);
    }
}
