using System.Collections.Immutable;

namespace RatingGrains.Kernel;

/// <summary>What a decider answers: facts to be kept and, where the command was refused, why.
/// A refusal may still leave facts behind: a rating that came too late is not counted, but it is not forgotten.</summary>
public readonly record struct Decision<TEvent>(ImmutableArray<TEvent> Events, Rejection? Refusal = null)
{
    /// <summary>Agreed, and nothing changes: it was so before.</summary>
    public static Decision<TEvent> Unchanged => new([]);

    public static Decision<TEvent> Accept(params ReadOnlySpan<TEvent> events) => new([.. events]);

    public static Decision<TEvent> Reject(Rejection reason, params ReadOnlySpan<TEvent> noted) => new([.. noted], reason);
}
