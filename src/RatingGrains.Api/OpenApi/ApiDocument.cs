using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;

namespace RatingGrains.Api.OpenApi;

/// <summary>What the generated document cannot know by itself: keys, problems, parameters that we read.</summary>
internal static class ApiDocument
{
    private const string Bearer = "bearer";
    private const string ProblemSchema = "Problem";

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
                Description = "A key, the token of a customer or a visitor, or one of the sign-in provider.",
            });
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer(Schemas.DescribeAsync);
    }

    private static async Task DescribeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in metadata.OfType<QueryParameter>())
            (operation.Parameters ??= []).Add(parameter.Describe());
        if (metadata.OfType<Right>().LastOrDefault() is not { Unguarded: false } right)
            return;
        if (HttpMethods.IsPost(context.Description.HttpMethod ?? ""))
            (operation.Parameters ??= []).Add(QueryParameter.IdempotencyKey.Describe());
        if (!right.Anybody)
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        if (context.Document?.Components?.Schemas?.ContainsKey(ProblemSchema) is not true)
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken);
            context.Document!.AddComponent(ProblemSchema, schema);
        }
        foreach (var (status, text) in Refusals(operation, right, metadata))
        {
            (operation.Responses ??= []).TryAdd(status.ToString(), new OpenApiResponse
            {
                Description = text,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Problem.ContentType] = new()
                    {
                        Schema = new OpenApiSchemaReference(ProblemSchema, context.Document),
                    },
                },
            });
        }
    }

    private static IEnumerable<(int Status, string Text)> Refusals(
        OpenApiOperation operation, Right right, IList<object> metadata)
    {
        if (operation.RequestBody is not null)
        {
            yield return (400, "Not a JSON object, or not Unicode.");
            yield return (413, "Over 256 KiB.");
        }
        var takesQuery = operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Query) is true;
        if (operation.RequestBody is not null || takesQuery)
            yield return (422, "Something is not as it must be; all of it is named.");
        if (!right.Anybody)
            yield return (401, "No key, or no valid one.");
        yield return (403, "Not yours to do.");
        yield return (404, "Unknown, or not visible to you.");
        foreach (var (status, text) in metadata.OfType<Refusal>())
            yield return (status, text);
        yield return (429, "Too many requests.");
        yield return (503, "The store cannot keep anything now.");
    }
}

/// <summary>A way in which one route may refuse, beside those that all have.</summary>
internal sealed record Refusal(int Status, string Text)
{
    public static readonly Refusal ByState = new(StatusCodes.Status409Conflict, "The state refuses it.");
    public static readonly Refusal TooLate = new(StatusCodes.Status410Gone, "The right to rate is over.");

    public static readonly Refusal ByVersion = new(
        StatusCodes.Status412PreconditionFailed, "It is not, or no longer, as If-Match or If-None-Match says.");
}

internal static class RefusalExtensions
{
    public static TBuilder MayRefuse<TBuilder>(this TBuilder builder, params Refusal[] refusals)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(refusals);
}
