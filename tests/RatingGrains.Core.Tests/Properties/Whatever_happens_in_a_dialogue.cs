using FsCheck;
using FsCheck.Fluent;
using RatingGrains.Conversations;
using RatingGrains.Figures;

namespace RatingGrains.Properties;

/// <summary>Messages that come twice, in another order and late, between everything that agents, supervisors, messengers
/// and time may do.</summary>
public sealed class Whatever_happens_in_a_dialogue
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(60);

    [Fact]
    public void at_most_one_rating_counts_per_request() => Always(dialogue => dialogue.Turns
        .GroupBy(turn => turn.Id)
        .All(turns => turns.SelectMany(t => t.Made.Events).Count(e => e is CustomerRated) <= 1));

    [Fact]
    public void the_counted_rating_is_the_last_one_given_or_changed() => Always(dialogue => dialogue.Turns
        .GroupBy(turn => turn.Id)
        .All(turns => LastValue(turns.SelectMany(t => t.Made.Events)) == dialogue[turns.Key].CustomerRating?.Value));

    [Fact]
    public void no_request_is_unsent_without_a_reason() => Always(dialogue => dialogue.Turns
        .Where(turn => turn.Made.Events.Any(e => e is Finished))
        .All(turn => turn.Made.Events.Any(e => e is RatingRequested or RatingNotRequested)));

    [Fact]
    public void every_state_on_the_way_is_sound() => Always(dialogue =>
    {
        var before = new Dictionary<ConversationId, ConversationState>();
        foreach (var (id, made) in dialogue.Turns)
        {
            var problem = Soundness.Problem(before.GetValueOrDefault(id, ConversationState.Unopened), made.Next.State);
            Assert.True(problem is null, problem);
            before[id] = made.Next.State;
        }
        return true;
    });

    [Fact]
    public void one_conversation_at_most_is_not_over() =>
        Always(dialogue => dialogue.Conversations.Count(c => !c.State.Phase.IsOver) <= 1);

    [Fact]
    public void figures_kept_by_the_newest_version_equal_a_recount() => Prop
        .ForAll(Deed.Any, ArbMap.Default.ArbFor<int>(), (deeds, seed) =>
        {
            var dialogue = Deed.Play(deeds, new Dialogue(LiveChat));
            var rows = dialogue.Turns.Select(t => ConversationRow.From(t.Made.Next.State, t.Made.Next.Version)).ToList();
            var delivered = rows.Concat(rows.Where((_, i) => i % 3 == 0)).ToArray();
            new Random(seed).Shuffle(delivered);
            return Keep(delivered).SetEquals(Recount(dialogue));
        })
        .Check(Runs);

    private static void Always(Func<Dialogue, bool> holds) => Prop
        .ForAll(Deed.Any, deeds => holds(Deed.Play(deeds, new Dialogue(Telegram))) && holds(Deed.Play(deeds, new Dialogue(LiveChat))))
        .Check(Runs);

    private static RatingValue? LastValue(IEnumerable<ConversationEvent> events) => events
        .Select(e => e switch
        {
            CustomerRated rated => rated.Value,
            CustomerRatingChanged changed => changed.Value,
            _ => (RatingValue?)null,
        })
        .LastOrDefault(value => value is not null);

    /// <summary>As a read side does: a row that is not newer than the one it has changes nothing.</summary>
    private static HashSet<(CellKey, FigureKind, long)> Keep(IEnumerable<ConversationRow> delivered)
    {
        var rows = new Dictionary<ConversationId, ConversationRow>();
        var changes = new FigureChanges();
        foreach (var row in delivered)
        {
            var kept = rows.GetValueOrDefault(row.Id);
            if (kept?.Version >= row.Version)
                continue;
            changes.Move(row.Channel, kept?.Standing ?? default, row.Standing);
            rows[row.Id] = row;
        }
        return Tally.Of(changes);
    }

    private static HashSet<(CellKey, FigureKind, long)> Recount(Dialogue dialogue)
    {
        var tally = new Tally();
        foreach (var conversation in dialogue.Conversations)
            tally.Count(Web, conversation.State);
        return tally.Cells;
    }
}
