using System.Text.Json;
using RatingGrains.Api.Access;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.OpenApi;

public sealed class The_document(QuietHost quiet) : IClassFixture<QuietHost>
{
    [Fact]
    public async Task names_every_route()
    {
        var document = await ReadAsync();
        var named = Operations(document).Select(operation => operation.Name);

        // Neither itself, nor what another product has described.
        string[] left = ["/openapi/", "/rest/", "/oauth/"];
        var routes = AccessTable.Rows
            .Where(row => !left.Any(start => row.Path.StartsWith(start, StringComparison.Ordinal)))
            .Select(row => row.Route);
        Assert.Superset(routes.ToHashSet(), named.ToHashSet());
    }

    [Fact]
    public async Task says_of_every_body_what_it_looks_like()
    {
        var document = await ReadAsync();

        foreach (var (name, operation) in Operations(document))
        {
            if (!operation.TryGetProperty("requestBody", out var body))
                continue;
            var schema = body.GetProperty("content").GetProperty("application/json").GetProperty("schema");
            Assert.True(schema.TryGetProperty("$ref", out _), $"{name} has a body of no known shape.");
        }
    }

    [Fact]
    public async Task says_who_needs_a_key_and_how_each_may_be_refused()
    {
        var document = await ReadAsync();

        foreach (var row in AccessTable.Rows.Where(row => row.Path[0] != '/'))
        {
            var operation = document.GetProperty("paths").GetProperty("/api/v1/" + row.Path)
                .GetProperty(row.Method.ToLowerInvariant());
            var needsKey = row.Expected[^1] == 401;
            Assert.True(needsKey == operation.TryGetProperty("security", out _), row.Route);
            var responses = operation.GetProperty("responses").EnumerateObject().Select(response => response.Name);
            Assert.Superset(row.Expected.Select(status => $"{status}").ToHashSet(), responses.ToHashSet());
        }
    }

    [Fact]
    public async Task says_that_what_has_a_default_may_be_left_out()
    {
        var schemas = (await ReadAsync()).GetProperty("components").GetProperty("schemas");

        var required = schemas.GetProperty("ChannelBody").GetProperty("required");
        Assert.Equal(["name"], required.EnumerateArray().Select(name => name.GetString()));
        Assert.False(schemas.GetProperty("SupervisorRatingRequest").TryGetProperty("required", out _));
    }

    private async Task<JsonElement> ReadAsync() => (await quiet.Host.Nobody.GetAsync("/openapi/v1.json")).Good;

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);
}
