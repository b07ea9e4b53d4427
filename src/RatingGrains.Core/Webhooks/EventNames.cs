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

    /// <summary>What is said is told to doors whose clients show it to customers. It belongs to no pattern, and nobody
    /// asks for it by our own API: there, who needs messages reads the conversation with a key of its own.</summary>
    private static readonly FrozenDictionary<string, NewsKind> Said = new Dictionary<string, NewsKind>
    {
        ["message.added"] = NewsKind.MessageAdded,
        ["message.sent"] = NewsKind.MessageSent,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ImmutableArray<NewsKind>> Meant = Patterns();

    /// <summary>All that may be asked for, for people.</summary>
    public static string All { get; } = string.Join(", ", Meant.Keys.Order(StringComparer.Ordinal));

    public static string Of(NewsKind kind) =>
        Names.GetValueOrDefault(kind) ?? Said.First(said => said.Value == kind).Key;

    /// <summary>Whether it is the name of an event or a pattern: <c>rating.*</c>, or <c>*</c> for everything.</summary>
    public static bool IsKnown(string pattern) => Meant.ContainsKey(pattern);

    public static ImmutableHashSet<NewsKind> MeantBy(IEnumerable<string> patterns) =>
        [.. patterns.SelectMany(pattern =>
            Said.TryGetValue(pattern, out var said) ? [said] : Meant.GetValueOrDefault(pattern, []))];

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
