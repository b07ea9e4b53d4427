namespace RatingGrains.Api.Idempotency;

/// <summary>How the answer of a route is kept for a repeat of its request.</summary>
internal enum AnswerKept
{
    Plain,

    /// <summary>It holds a secret, so it is kept unreadable.</summary>
    Sealed,

    /// <summary>It holds a secret that is shown once; a repeat is told that it was done.</summary>
    Not,
}

internal static class AnswersKept
{
    public static RouteHandlerBuilder Keeps(this RouteHandlerBuilder builder, AnswerKept kept) =>
        builder.WithMetadata(new Marked(kept));

    public static AnswerKept Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<Marked>()?.Kept ?? AnswerKept.Plain;

    private sealed record Marked(AnswerKept Kept);
}
