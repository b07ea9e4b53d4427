using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RatingGrains.Kernel;

/// <summary>All that is kept of one actor, in one record and one write.</summary>
/// <param name="Version">Grows by one with each turn that changed something; 0 is "never written".</param>
/// <param name="Seen">The last commands that carried an id, newest last, so that a repeat changes nothing.</param>
/// <param name="Outbox">Effects that the world has not confirmed yet, oldest first.</param>
/// <param name="InTurn">The last one taken of those that come one at a time; known until the next, however long that is
/// and whatever else comes meanwhile.</param>
public sealed record Snapshot<TState>(
    long Version,
    TState State,
    ImmutableArray<SeenCommand> Seen,
    ImmutableArray<OutboxEntry> Outbox,
    SeenCommand? InTurn = null)
{
    /// <summary>A command id is remembered at least this often and this long, whichever keeps it longer: as long as who
    /// sent it may repeat it.</summary>
    public const int SeenMin = 8;

    public static readonly TimeSpan SeenFor = TimeSpan.FromHours(24);

    /// <summary>Where commands come in a flood, what is remembered stays bounded all the same.</summary>
    public const int SeenMax = 64;

    public static Snapshot<TState> New(TState initial) => new(0, initial, [], []);
}

/// <summary>A command id, and how it was answered. A refusal that left facts behind is remembered as a refusal: whoever
/// repeats a rating that came too late must not be told that it counts.</summary>
/// <param name="At">Null in snapshots of versions that kept the last eight, however old.</param>
public readonly record struct SeenCommand(long Id, int Outcome, Rejection? Refusal = null, DateTimeOffset? At = null);

/// <summary>An effect under way.</summary>
/// <param name="Attempts">Deliveries that failed so far.</param>
/// <param name="DueAt">Not before this moment.</param>
public sealed record OutboxEntry(EffectId Id, Effect Effect, int Attempts, DateTimeOffset DueAt);

/// <summary>Derived, never random: a replayed turn yields the same ids, and receivers drop what they have seen.</summary>
[JsonConverter(typeof(EffectIdJsonConverter))]
public readonly record struct EffectId(string Aggregate, string Key, long Version, int Index)
{
    public override string ToString() => $"{Aggregate}/{Key}/{Version}/{Index}";

    public static bool TryParse(string? text, out EffectId id)
    {
        id = default;
        if (text is null)
            return false;
        var first = text.IndexOf('/');
        var last = text.LastIndexOf('/');
        var middle = last > 0 ? text.LastIndexOf('/', last - 1) : -1;
        if (first < 1 || middle <= first || !long.TryParse(text.AsSpan(middle + 1, last - middle - 1), out var version)
            || !int.TryParse(text.AsSpan(last + 1), out var index))
            return false;
        id = new EffectId(text[..first], text[(first + 1)..middle], version, index);
        return true;
    }
}
