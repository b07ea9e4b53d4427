using RatingGrains.Conversations;
using RatingGrains.Figures;

namespace RatingGrains.Simulation;

/// <summary>Ratings counted from what happened, event by event; no state of the core is asked.</summary>
internal sealed class Recount
{
    private readonly Dictionary<(CellKey, FigureKind), long> _counts = [];

    public HashSet<(CellKey, FigureKind, long)> Cells => [.. _counts.Select(c => (c.Key.Item1, c.Key.Item2, c.Value))];

    /// <summary>Disliked by the customer in the end, and given one or two stars in the end.</summary>
    public HashSet<ConversationId> WentWrong { get; } = [];

    public static Recount Of(Witness witness)
    {
        var recount = new Recount();
        foreach (var (id, events) in witness.Events)
            recount.Count(id, events);
        return recount;
    }

    private void Count(ConversationId id, List<ConversationEvent> events)
    {
        var finish = events.OfType<Finished>().LastOrDefault();
        if (finish is not null && !events.Any(e => e is MarkedAsSpam))
            Add(finish.Attribution, finish.At, FigureKind.Conversation);

        RatingValue? value = null;
        if (events.OfType<CustomerRated>().SingleOrDefault() is { } first)
        {
            var changed = events.OfType<CustomerRatingChanged>().LastOrDefault();
            value = changed?.Value ?? first.Value;
            Add(first.Attribution, changed?.At ?? first.At, value == RatingValue.Like ? FigureKind.Like : FigureKind.Dislike);
        }

        var review = events.OfType<SupervisorRated>().LastOrDefault();
        if (review?.Stars is { } stars)
        {
            var owner = events.OfType<SupervisorRated>().First().Attribution;
            Add(owner, review.At, Enum.GetValues<FigureKind>()[2 + stars]);
        }
        if (value == RatingValue.Dislike && review?.Stars is 1 or 2)
            WentWrong.Add(id);
    }

    private void Add(Attribution attribution, DateTimeOffset at, FigureKind kind)
    {
        foreach (var quarter in new[] { CellKey.AllTime, at.ToUnixTimeSeconds() / 900 })
        {
            var key = (new CellKey(Web, attribution.Agent, quarter), kind);
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
        }
    }
}
