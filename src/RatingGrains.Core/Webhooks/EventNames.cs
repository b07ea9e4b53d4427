using System.Collections.Frozen;
using System.Collections.Immutable;
using RatingGrains.Conversations;

namespace RatingGrains.Webhooks;

/// <summary>The names of what is told, and the patterns that stand for several. Names are a contract with others: none is
/// ever changed.</summary>
public static class EventNames
{
    /// <summary>Alerts do not exist yet. Who asks for them now will be told once they do.</summary>
    public const string Alerts = "alert.*";

    private static readonly FrozenDictionary<NewsKind, string> Names = new Dictionary<NewsKind, string>
    {
        [NewsKind.ConversationOpened] = "conversation.opened",
        [NewsKind.ConversationFinished] = "conversation.finished",
        [NewsKind.ConversationClosed] = "conversation.closed",
        [NewsKind.RatingRequested] = "rating.requested",
        [NewsKind.RatingNotRequested] = "rating.notRequested",
        [NewsKind.RatingSubmitted] = "rating.submitted",
        [NewsKind.RatingChanged] = "rating.changed",
        [NewsKind.RatingLate] = "rating.late",
        [NewsKind.RatingExpired] = "rating.expired",
        [NewsKind.SupervisorRatingSubmitted] = "supervisorRating.submitted",
        [NewsKind.SupervisorRatingChanged] = "supervisorRating.changed",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ImmutableArray<NewsKind>> Meant = Patterns();

    /// <summary>All that may be asked for, for people.</summary>
    public static string All { get; } = string.Join(", ", Meant.Keys.Order(StringComparer.Ordinal));

    public static string Of(NewsKind kind) => Names[kind];

    /// <summary>Whether it is the name of an event or a pattern: <c>rating.*</c>, or <c>*</c> for everything.</summary>
    public static bool IsKnown(string pattern) => Meant.ContainsKey(pattern);

    public static ImmutableHashSet<NewsKind> MeantBy(IEnumerable<string> patterns) =>
        [.. patterns.SelectMany(pattern => Meant.GetValueOrDefault(pattern, []))];

    private static FrozenDictionary<string, ImmutableArray<NewsKind>> Patterns()
    {
        var meant = Names.ToDictionary(name => name.Value, name => ImmutableArray.Create(name.Key), StringComparer.Ordinal);
        foreach (var family in Names.GroupBy(name => name.Value[..name.Value.IndexOf('.')]))
            meant.Add(family.Key + ".*", [.. family.Select(name => name.Key)]);
        meant.Add(Alerts, []);
        meant.Add("*", [.. Names.Keys]);
        return meant.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
