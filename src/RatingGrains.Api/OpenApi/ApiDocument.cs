using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;

namespace RatingGrains.Api.OpenApi;

/// <summary>What the generated document cannot know by itself: keys, problems, the query's parameters, ids.</summary>
internal static class ApiDocument
{
    private const string Bearer = "bearer";

    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "RatingGrains",
                Version = "v1",
                Description = "Ratings of customer conversations, by customers and by supervisors.",
            };
            document.AddComponent(Bearer, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                Description = "A key, or the token of a customer or a visitor.",
            });
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeOperationAsync);
        options.AddSchemaTransformer(DescribeSchema);
    }

    private static async Task DescribeOperationAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in metadata.OfType<QueryParameter[]>().SelectMany(several => several))
            (operation.Parameters ??= []).Add(Describe(parameter));
        if (HttpMethods.IsPost(context.Description.HttpMethod ?? ""))
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = "Idempotency-Key",
                In = ParameterLocation.Header,
                Description = "The same key within 24 hours gives the same answer and does nothing twice.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 256 },
            });
        }
        var right = metadata.OfType<Right>().LastOrDefault();
        if (right is { Anybody: false })
        {
            operation.Security =
                [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        }
        if (right is null or { Unguarded: true })
            return;
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken);
        foreach (var (status, text) in Problems(operation, right))
            operation.Responses![status] = Describe(text, schema);
    }

    private static IEnumerable<(string Status, string Text)> Problems(OpenApiOperation operation, Right right)
    {
        if (operation.RequestBody is not null)
        {
            yield return ("400", "Not a JSON object.");
            yield return ("413", "Over 256 KiB.");
            yield return ("409", "The state refuses it.");
        }
        if (operation.RequestBody is not null || operation.Parameters is { Count: > 0 })
            yield return ("422", "Fields are broken; all of them are named.");
        if (!right.Anybody)
            yield return ("401", "No valid key.");
        yield return ("403", "Not yours to do.");
        yield return ("404", "Unknown, or not visible to you.");
        yield return ("429", "Too many requests.");
        yield return ("503", "The store is unavailable.");
    }

    private static OpenApiResponse Describe(string text, OpenApiSchema schema) => new()
    {
        Description = text,
        Content = new Dictionary<string, OpenApiMediaType> { [Problem.ContentType] = new() { Schema = schema } },
    };

    private static OpenApiParameter Describe(QueryParameter parameter)
    {
        var schema = parameter.Format switch
        {
            QueryParameter.WholeNumber => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
            QueryParameter.Flag => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            _ => new OpenApiSchema { Type = JsonSchemaType.String, Format = parameter.Format },
        };
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Explode = !parameter.Several,
            Schema = parameter.Several ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema } : schema,
        };
    }

    private static Task DescribeSchema(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var isId = type.GetInterfaces().Any(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == typeof(Kernel.ITextId<>));
        if (isId || type == typeof(TimeSpan) || type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = type == typeof(TimeSpan) ? "duration" : type == typeof(DateTimeOffset) ? "date-time" : null;
        }
        return Task.CompletedTask;
    }
}
