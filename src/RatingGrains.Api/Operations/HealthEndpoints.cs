using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Ports;

namespace RatingGrains.Api.Operations;

internal static class HealthEndpoints
{
    /// <summary>A store that takes longer than this to say a word is not ready.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Operations");
        // Nothing stands before these: no key is looked at and no request counted.
        health.MapGet("/live", Live).By(Rights.Public).ShortCircuit()
            .WithName("Live").WithSummary("Whether the process runs.");
        health.MapGet("/ready", ReadyAsync).By(Rights.Public)
            .WithName("Ready").WithSummary("Whether the store answers.");
    }

    private static FixedAnswer Live() => FixedAnswer.Live;

    private static async Task<Results<FixedAnswer, Problem>> ReadyAsync(
        IStoreHealth store, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await store.IsReadyAsync(limit.Token) ? FixedAnswer.Ready : Problem.StoreUnavailable;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Problem.StoreUnavailable;
        }
    }

    /// <summary>An answer that is always the same bytes: probes come often, and cost nothing.</summary>
    private sealed class FixedAnswer(byte[] body) : IResult, IEndpointMetadataProvider
    {
        public static readonly FixedAnswer Live = new("""{"status":"live"}"""u8.ToArray());
        public static readonly FixedAnswer Ready = new("""{"status":"ready"}"""u8.ToArray());

        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
        }

        public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
            builder.Metadata.Add(new ProducesResponseTypeMetadata(
                StatusCodes.Status200OK, typeof(HealthView), ["application/json"]));
    }
}

internal sealed record HealthView(string Status);
