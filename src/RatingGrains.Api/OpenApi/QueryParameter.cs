using RatingGrains.Api.Http;

namespace RatingGrains.Api.OpenApi;

/// <summary>A parameter of the query, for the OpenAPI document; <see cref="Query"/> reads it.</summary>
/// <param name="Format">As in JSON schema: <c>date-time</c>; null for plain text.</param>
/// <param name="Several">Several values, with commas between.</param>
internal sealed record QueryParameter(string Name, string Description, string? Format = null, bool Several = false)
{
    public const string WholeNumber = "int64";
    public const string Flag = "boolean";

    public static readonly QueryParameter Limit = new(
        "limit", $"1–{Query.LimitMax}, {Query.LimitDefault} where absent.", WholeNumber);

    public static readonly QueryParameter Cursor = new("cursor", "The `nextCursor` of the page before.");
}

internal static class QueryParameters
{
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder builder, params QueryParameter[] parameters) =>
        builder.WithMetadata(parameters);

    /// <summary>The two that every list takes.</summary>
    public static RouteHandlerBuilder TakesPages(this RouteHandlerBuilder builder) =>
        builder.Takes(QueryParameter.Limit, QueryParameter.Cursor);
}
