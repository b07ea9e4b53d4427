using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using RatingGrains.Api.Http;

namespace RatingGrains.Api.Web;

/// <summary>A file that the build put into this assembly, as it is sent: zipped once, not at each request.</summary>
internal sealed class WebFile
{
    private const string Folder = "Web/";
    private const string Gzip = "gzip";

    public static readonly Problem NotBuilt = new(
        "widgetNotBuilt", StatusCodes.Status404NotFound, "The chat widget is not part of this build.",
        "It is built with Node.js 18 or newer. Install it, see that npm can fetch packages, and run dotnet build again.");

    private readonly byte[] _plain;
    private readonly byte[] _zipped;
    private readonly string _contentType;
    private readonly string _hash;

    private WebFile(string name, byte[] plain)
    {
        (_plain, _zipped, _contentType) = (plain, Zip(plain), ContentTypeOf(name));
        _hash = Convert.ToHexStringLower(SHA256.HashData(plain))[..16];
        IsPage = name.EndsWith(".html", StringComparison.Ordinal);
    }

    public bool IsPage { get; }

    /// <summary>A page's own text, for what is put into it.</summary>
    public string Text => Encoding.UTF8.GetString(_plain);

    /// <summary>What there is under a folder.</summary>
    public static IEnumerable<string> NamesIn(string folder) => typeof(WebFile).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder + folder, StringComparison.Ordinal))
        .Select(name => name[(Folder.Length + folder.Length)..]);

    /// <returns>Null where the build had no Node.js.</returns>
    public static WebFile? Find(string name)
    {
        using var stream = typeof(WebFile).Assembly.GetManifestResourceStream(Folder + name);
        if (stream is null)
            return null;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new WebFile(name, bytes.ToArray());
    }

    public IResult Serve(HttpContext context)
    {
        var zipped = context.Request.GetTypedHeaders().AcceptEncoding
            .Any(accepted => accepted.Value == Gzip && accepted.Quality is not 0);
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (zipped)
            context.Response.Headers.ContentEncoding = Gzip;
        // Two encodings are two things to a cache.
        var tag = new EntityTagHeaderValue($"\"{_hash}{(zipped ? "-gz" : "")}\"");
        return TypedResults.Bytes(zipped ? _zipped : _plain, _contentType, entityTag: tag);
    }

    private static byte[] Zip(byte[] plain)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.SmallestSize))
            gzip.Write(plain);
        return zipped.ToArray();
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        _ => "text/javascript; charset=utf-8",
    };
}
