using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Keys;

namespace RatingGrains.Api.Access;

public sealed class When_somebody_calls_a_route(AccessWorld world) : IClassFixture<AccessWorld>
{
    /// <summary>Routes that ask for no key because they bring a proof of their own.</summary>
    private static readonly string[] Proven = ["/hooks/", "/rate/"];

    public static TheoryData<string> Routes => [.. AccessTable.Rows.Select(row => row.Route)];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task it_answers_each_caller_as_the_table_says(string route)
    {
        var row = AccessTable.Rows.Single(row => row.Route == route);
        var answered = new List<string>();
        foreach (var caller in AccessTable.Callers)
            answered.Add($"{caller} {await world.CallAsync(row, caller)}");

        Assert.Equal(AccessTable.Callers.Zip(row.Expected, (caller, status) => $"{caller} {status}"), answered);
    }

    [Fact]
    public void it_is_a_row_of_the_table()
    {
        var mapped = world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => !Proven.Any(
                path => endpoint.RoutePattern.RawText!.StartsWith(path, StringComparison.Ordinal)))
            .Where(endpoint => endpoint.Metadata.GetMetadata<Right>() != Rights.Page)
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
                .Select(method => $"{method} {WithoutConstraints(endpoint.RoutePattern.RawText!)}"));

        Assert.Equal(
            AccessTable.Rows.Select(row => row.Route).Order(StringComparer.Ordinal),
            mapped.Order(StringComparer.Ordinal));
    }

    private static string WithoutConstraints(string pattern) => pattern.Replace(":long}", "}").TrimEnd('/');
}
