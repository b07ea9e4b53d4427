using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Operations;

public sealed class When_the_contract_is_read
{
    [Fact]
    public async Task every_route_is_in_it()
    {
        await using var host = await ApiHost.StartAsync();
        var paths = (await host.Nobody.GetAsync("/openapi/v1.json")).Good.GetProperty("paths");
        var described = paths.EnumerateObject().SelectMany(path =>
            path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));

        var routes = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(route => (
                Path: Plain(route.RoutePattern), route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods))
            .Where(route => route.Path.StartsWith("/api/", StringComparison.Ordinal)
                || route.Path.StartsWith("/health/", StringComparison.Ordinal))
            .SelectMany(route => route.HttpMethods!.Select(method => $"{method} {route.Path}"))
            .Distinct().Order().ToList();

        Assert.True(routes.Count > 30, string.Join("\n", routes));
        Assert.Empty(routes.Except(described));
    }

    /// <summary>The path as the document writes it: without what constrains its parameters.</summary>
    private static string Plain(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Plain))));

    private static string Plain(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        _ => throw new NotSupportedException(),
    };
}
