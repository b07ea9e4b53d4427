using System.IO.Compression;
using System.Net;
using RatingGrains.Browser;

namespace RatingGrains.Widget;

public sealed class When_the_widget_is_fetched
{
    private const int BytesMax = 12 * 1024;

    [WebFact]
    public async Task it_weighs_at_most_12_kib_on_the_wire()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Nobody.OpenAsync("/widget.js", ("Accept-Encoding", "br, gzip"));
        var body = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal("gzip", answer.Content.Headers.ContentEncoding.Single());
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.InRange(body.Length, 1, BytesMax);
        using var plain = new StreamReader(new GZipStream(new MemoryStream(body), CompressionMode.Decompress));
        Assert.Contains("rating-chat", await plain.ReadToEndAsync());
    }

    [WebFact]
    public async Task what_is_known_already_is_not_sent_again()
    {
        await using var host = await ApiHost.StartAsync();
        using var first = await host.Nobody.OpenAsync("/widget.js");

        using var again = await host.Nobody.OpenAsync(
            "/widget.js", ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }
}
