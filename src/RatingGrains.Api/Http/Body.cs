using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using RatingGrains.Api.Keys;

namespace RatingGrains.Api.Http;

/// <summary>A request that reads itself from the fields of a body.</summary>
internal interface IRequest<TSelf> where TSelf : IRequest<TSelf>
{
    /// <summary>Takes its fields. Where one was reported as broken, what is returned here is not used.</summary>
    static abstract TSelf Read(Fields fields);

    /// <summary>What the body looks like, where that is not this type itself.</summary>
    static virtual Type Shape => typeof(TSelf);

    /// <summary>Whether no body at all says the same as an empty object.</summary>
    static virtual bool MayBeAbsent => false;
}

/// <summary>The body of a request: either what it says, or why it could not be read. Handlers say when they look, so
/// that somebody who may not know of a conversation does not learn of it by a broken body.</summary>
internal readonly struct Body<T> : IEndpointParameterMetadataProvider where T : IRequest<T>
{
    private Body(T? value, Problem? problem) => (Value, Problem) = (value!, problem);

    /// <summary>What the body says; only where <see cref="Problem"/> is null.</summary>
    public T Value { get; }

    public Problem? Problem { get; }

    public static async ValueTask<Body<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (value, problem) = await BodyReader.ReadAsync<T>(
            context.Request, Caller.Of(context), context.RequestAborted);
        return new Body<T>(value, problem);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BodyOf(T.Shape, T.MayBeAbsent));

    /// <summary>Tells the OpenAPI document of the body. No content types, so that routing refuses none: what counts as
    /// JSON is decided by the bytes.</summary>
    private sealed record BodyOf(Type RequestType, bool IsOptional) : IAcceptsMetadata
    {
        public IReadOnlyList<string> ContentTypes => [];
    }
}
