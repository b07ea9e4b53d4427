namespace RatingGrains.Embedded.Engine;

/// <summary>When an actor wants to be woken, by what for: they are looked up apart, so that effects that wait for room
/// hold up no deadline.</summary>
internal readonly record struct Due(DateTimeOffset? Deadline, DateTimeOffset? SendAt)
{
    public DateTimeOffset? Earliest => Deadline is null || SendAt < Deadline ? SendAt ?? Deadline : Deadline;
}
