using System.Collections.Immutable;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RatingGrains.Api.Http;
using RatingGrains.Kernel;

namespace RatingGrains.Api.OpenApi;

/// <summary>Types that write themselves as text say so, and requests say what may be left out.</summary>
internal static class Schemas
{
    public static Task DescribeAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var declared = context.JsonTypeInfo.Type;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (FormatOf(type) is { } format)
        {
            schema.Type = JsonSchemaType.String | (type == declared ? 0 : JsonSchemaType.Null);
            schema.Format = format.Length == 0 ? null : format;
        }
        else if (schema.Items is null && ElementOf(type) is { } element && FormatOf(element) is not null)
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
        }
        else if (IsRequest(type) && schema.Required is { } required)
        {
            foreach (var property in context.JsonTypeInfo.Properties)
            {
                if (property.IsGetNullable)
                    required.Remove(property.Name);
            }
        }
        return Task.CompletedTask;
    }

    private static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? type.GenericTypeArguments[0]
            : null;

    /// <returns>Null for what is no text; empty for a text of no particular format.</returns>
    private static string? FormatOf(Type type) =>
        type == typeof(TimeSpan) ? "duration"
        : type == typeof(DateTimeOffset) ? "date-time"
        : Implements(type, typeof(ITextId<>)) ? ""
        : null;

    private static bool IsRequest(Type type) =>
        Implements(type, typeof(IRequest<>)) || typeof(IPartOfRequest).IsAssignableFrom(type);

    private static bool Implements(Type type, Type definition) =>
        type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == definition);
}

/// <summary>Marks what appears in requests only, so that what may be null may be left out too.</summary>
internal interface IPartOfRequest;
