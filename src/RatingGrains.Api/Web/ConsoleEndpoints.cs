using RatingGrains.Api.Keys;

namespace RatingGrains.Api.Web;

/// <summary>The console: one page under all of its addresses, and what belongs to it.</summary>
internal static class ConsoleEndpoints
{
    private const string Assets = "console/assets/";

    /// <summary>Where the page's own addresses begin.</summary>
    private static readonly string[] Places =
    [
        "/", "/work", "/conversations/{id?}", "/overview", "/channels/{id?}", "/people", "/webhooks", "/parked",
        "/signed-in",
    ];

    public static void MapConsole(this IEndpointRouteBuilder app)
    {
        foreach (var place in Places)
        {
            app.MapGet(place, (HttpContext context, ConsolePage page) => page.Show(context))
                .By(Rights.Page).ExcludeFromDescription();
        }
        foreach (var name in WebFile.NamesIn(Assets))
        {
            var file = WebFile.Find(Assets + name)!;
            app.MapGet($"/{Assets}{name}", (HttpContext context) => Serve(context, file))
                .By(Rights.Page).ExcludeFromDescription();
        }
    }

    /// <summary>Their names change with what is in them.</summary>
    private static IResult Serve(HttpContext context, WebFile file)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return file.Serve(context);
    }
}
