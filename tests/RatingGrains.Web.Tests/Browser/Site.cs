using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RatingGrains.Browser;

/// <summary>Somebody's web site, of another origin than the API, with the widget's one line in its pages and a policy that
/// allows nothing else.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Site(WebApplication app) => _app = app;

    public string Origin => _app.Urls.Single();

    /// <summary>A page in a language, with the chat of a channel.</summary>
    public string Page(string channel = "web", string language = "en") => $"{Origin}/?channel={channel}&lang={language}";

    public static async Task<Site> StartAsync(Uri api)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var host = api.GetLeftPart(UriPartial.Authority);
        app.MapGet("/", (HttpContext context, string channel, string lang) =>
        {
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src {host}; connect-src {host}; img-src data:; require-trusted-types-for 'script'";
            return Results.Content(Html(host, channel, lang), "text/html");
        });
        await app.StartAsync();
        return new Site(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static string Html(string host, string channel, string language) => $"""
        <!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>A shop</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
        <script src="{host}/widget.js" data-channel="{channel}" async></script></head>
        <body><main><h1>A shop</h1><p>Things to buy.</p></main></body></html>
        """;
}
