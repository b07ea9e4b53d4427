using Microsoft.OpenApi;
using RatingGrains.Api.Http;

namespace RatingGrains.Api.OpenApi;

/// <summary>A parameter of the query (or a header), for the OpenAPI document; <see cref="Query"/> reads it.</summary>
/// <param name="Format">As in JSON schema: <c>date-time</c>; null for plain text.</param>
/// <param name="Several">Several values, with commas between.</param>
internal sealed record QueryParameter(string Name, string Description, string? Format = null, bool Several = false)
{
    public const string WholeNumber = "int64";
    public const string Flag = "boolean";

    public static readonly QueryParameter Limit = new(
        "limit", $"1–{Query.LimitMax}, {Query.LimitDefault} where absent.", WholeNumber);

    public static readonly QueryParameter Cursor = new("cursor", "The `nextCursor` of the page before.");

    public static readonly QueryParameter IdempotencyKey = new(
        "Idempotency-Key", "The same key within 24 hours gives the same answer and does nothing twice.")
    { InHeader = true };

    public static readonly QueryParameter IfMatch = new(
        "If-Match", "The `ETag` that was read: refused if there is a newer version.")
    { InHeader = true };

    public static readonly QueryParameter IfNoneMatch = new("If-None-Match", "`*`: refused if it is there already.")
    { InHeader = true };

    public bool InHeader { get; init; }

    public OpenApiParameter Describe()
    {
        var schema = Format switch
        {
            WholeNumber => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = Format },
            Flag => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            _ => new OpenApiSchema { Type = JsonSchemaType.String, Format = Format },
        };
        return new OpenApiParameter
        {
            Name = Name,
            In = InHeader ? ParameterLocation.Header : ParameterLocation.Query,
            Description = Description,
            Explode = !Several,
            Schema = Several ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema } : schema,
        };
    }
}

internal static class QueryParameters
{
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder builder, params QueryParameter[] parameters) =>
        builder.WithMetadata(parameters);

    /// <summary>The two that every list takes.</summary>
    public static RouteHandlerBuilder TakesPages(this RouteHandlerBuilder builder) =>
        builder.Takes(QueryParameter.Limit, QueryParameter.Cursor);
}
