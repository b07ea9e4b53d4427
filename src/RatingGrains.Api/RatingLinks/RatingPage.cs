using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace RatingGrains.Api.RatingLinks;

/// <summary>One page, whole: its style is in it, and nothing is fetched for it.</summary>
internal sealed class RatingPage(int status, PageLanguage language, string heading, IHtmlContent body) : IResult
{
    /// <summary>Letters of every script stay as they are; what means something in HTML does not.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly HtmlString Style = new(ReadStyle());

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{HashOf(Style.Value!)}'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'";

    public int? RetryAfterSeconds { get; init; }

    /// <summary>HTML in which every value is encoded that is no HTML itself.</summary>
    public static IHtmlContent Html(FormattableString text) =>
        new HtmlFormattableString(text.Format, text.GetArguments());

    /// <summary>What is behind a link is its customer's alone.</summary>
    public static void KeepPrivate(HttpResponse response)
    {
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = Policy;
    }

    public Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        var text = new StringBuilder();
        using (var writer = new StringWriter(text))
            Document().WriteTo(writer, Encoder);
        var page = Encoding.UTF8.GetBytes(text.ToString());
        KeepPrivate(response);
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString();
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentLanguage = language.Locale;
        response.ContentLength = page.Length;
        return response.Body.WriteAsync(page, context.RequestAborted).AsTask();
    }

    private IHtmlContent Document() => Html($"""
        <!doctype html>
        <html lang="{language.Locale}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <meta name="referrer" content="no-referrer">
        <meta name="color-scheme" content="light dark">
        <meta name="format-detection" content="telephone=no">
        <title>{heading}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>{heading}</h1>
        {body}
        </main>
        {Languages()}
        </body>
        </html>

        """);

    private IHtmlContent Languages()
    {
        var links = new HtmlContentBuilder();
        foreach (var (locale, words) in PageLanguage.All.Where(other => other.Locale != language.Locale))
        {
            links.AppendHtml(Html($"""
                <a href="?{PageLanguage.Parameter}={locale}" lang="{locale}" hreflang="{locale}">{words.Language}</a>

                """));
        }
        return Html($"""<nav aria-label="{language.Words.OtherLanguages}">{links}</nav>""");
    }

    private static string HashOf(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string ReadStyle()
    {
        using var stream = typeof(RatingPage).Assembly.GetManifestResourceStream("rating-page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
