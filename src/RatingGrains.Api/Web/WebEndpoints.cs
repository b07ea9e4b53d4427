using RatingGrains.Api.Keys;

namespace RatingGrains.Api.Web;

/// <summary>The chat widget for anybody's site, and a page that shows it.</summary>
internal static class WebEndpoints
{
    /// <summary>No inline script or style, nothing from elsewhere, in nobody's frame; and no text can become HTML.</summary>
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public static void MapWeb(this IEndpointRouteBuilder app)
    {
        app.MapFile("/widget.js", "widget/widget.js");
        app.MapFile("/demo", "widget/demo.html");
        app.MapFile("/demo.js", "widget/demo.js");
        app.MapFile("/demo.css", "widget/demo.css");
    }

    private static void MapFile(this IEndpointRouteBuilder app, string path, string name)
    {
        var file = WebFile.Find(name);
        app.MapGet(path, (HttpContext context) => Serve(context, file)).By(Rights.Page).ExcludeFromDescription();
    }

    private static IResult Serve(HttpContext context, WebFile? file)
    {
        if (file is null)
            return WebFile.NotBuilt;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // Pages that isolate themselves may load the widget all the same.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.CacheControl = "public, max-age=300";
        if (file.IsPage)
        {
            headers.ContentSecurityPolicy = PagePolicy;
            headers["Referrer-Policy"] = "no-referrer";
        }
        return file.Serve(context);
    }
}
