using System.Net;
using RatingGrains.Api;

namespace RatingGrains.Hosting;

public sealed class When_a_page_is_asked_for
{
    /// <summary>A build without Node.js has no pages, and says so.</summary>
    private static readonly bool IsBuilt = Has("widget/widget.js"), HasConsole = Has("console/index.html");

    [Theory]
    [InlineData("/widget.js", "text/javascript")]
    [InlineData("/demo", "text/html")]
    public async Task A_silo_has_it_too_and_asks_for_no_key(string path, string type)
    {
        await using var host = await LocalHost.StartAsync();
        using var nobody = host.Client(null);

        using var answer = await nobody.GetAsync(path);

        Assert.Equal(IsBuilt ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(IsBuilt ? type : "application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/conversations/c1?customerRating=dislike")]
    public async Task The_console_is_there_or_it_is_said_how_to_get_it(string path)
    {
        await using var host = await LocalHost.StartAsync();
        using var nobody = host.Client(null);

        using var answer = await nobody.GetAsync(path);
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HasConsole ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(HasConsole ? "/console/assets/" : "Node.js", body, StringComparison.Ordinal);
    }

    private static bool Has(string file) =>
        typeof(RatingApi).Assembly.GetManifestResourceInfo("Web/" + file) is not null;
}
