using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Conversations;

namespace RatingGrains.Kernel;

/// <summary>The outbox: order, back-off, parking.</summary>
public sealed class When_an_effect_is_delivered
{
    private static readonly EffectId Id = new("conversation", "c1", 3, 0);
    private static readonly OutboxEntry Entry = new(Id, new ShowConversation(First), 0, Noon);

    [Fact]
    public void it_leaves_the_outbox() => Assert.Empty(Outbox.Remove(Holding(Entry), Id).Outbox);

    [Fact]
    public void twice_it_changes_nothing()
    {
        var empty = Outbox.Remove(Holding(Entry), Id);
        Assert.Same(empty, Outbox.Remove(empty, Id));
        Assert.Same(empty, Outbox.Fail(empty, Id, lasting: false, null, Noon, out var exhausted));
        Assert.Null(exhausted);
    }

    [Fact]
    public void a_failure_is_tried_again_after_one_second_and_then_twice_as_long_up_to_five_minutes()
    {
        int[] seconds = [1, 2, 4, 8, 16, 32, 64, 128, 256];
        var snapshot = Holding(Entry);
        var now = Noon;
        foreach (var delay in seconds)
        {
            snapshot = Outbox.Fail(snapshot, Id, lasting: false, null, now, out var exhausted);
            Assert.Null(exhausted);
            Assert.Equal(now + TimeSpan.FromSeconds(delay), snapshot.Outbox[0].DueAt);
            now = snapshot.Outbox[0].DueAt;
        }
        Assert.Equal(TimeSpan.FromMinutes(5), Outbox.Delay(10));
        Assert.Equal(TimeSpan.FromMinutes(5), Outbox.Delay(int.MaxValue));
    }

    [Fact]
    public void the_tenth_failure_parks_it()
    {
        var nearly = Holding(Entry with { Attempts = Outbox.AttemptsMax - 1 });

        var after = Outbox.Fail(nearly, Id, lasting: false, null, Noon, out var exhausted);
        Assert.Empty(after.Outbox);
        Assert.Equal(Entry with { Attempts = Outbox.AttemptsMax }, exhausted);
    }

    [Fact]
    public void a_failure_that_lasts_parks_it_at_once()
    {
        var after = Outbox.Fail(Holding(Entry), Id, lasting: true, null, Noon, out var exhausted);
        Assert.Empty(after.Outbox);
        Assert.Equal(Entry with { Attempts = 1 }, exhausted);
    }

    [Fact]
    public void it_is_not_tried_before_the_receiver_asked_for()
    {
        var later = Noon + TimeSpan.FromMinutes(30);
        Assert.Equal(later, Outbox.Fail(Holding(Entry), Id, false, later, Noon, out _).Outbox[0].DueAt);
        Assert.Equal(Noon.AddSeconds(1), Outbox.Fail(Holding(Entry), Id, false, Noon.AddMilliseconds(5), Noon, out _).Outbox[0].DueAt);
    }

    [Fact]
    public void a_part_of_a_millisecond_that_the_receiver_asked_for_is_a_whole_one()
    {
        var asked = Noon.AddSeconds(3);
        Assert.Equal(asked.AddMilliseconds(1), Outbox.Fail(Holding(Entry), Id, false, asked.AddTicks(1), Noon, out _).Outbox[0].DueAt);
        Assert.Equal(asked, Outbox.Fail(Holding(Entry), Id, false, asked, Noon, out _).Outbox[0].DueAt);
    }

    [Fact]
    public void what_was_parked_is_tried_again_from_the_first_attempt_when_somebody_asks()
    {
        var again = Outbox.Requeue(Holding(), Entry with { Attempts = 10 }, Noon + Minute);
        Assert.Equal(Entry with { DueAt = Noon + Minute }, Assert.Single(again.Outbox));
        Assert.Same(again, Outbox.Requeue(again, Entry, Noon));
    }

    [Fact]
    public void it_waits_for_the_earlier_ones_of_its_kind_and_for_no_other()
    {
        var waiting = Told(1, due: Noon + Minute);
        var behind = Told(2, due: Noon);
        ImmutableArray<OutboxEntry> outbox = [waiting, behind, Entry];

        Assert.Equal([waiting, Entry], Outbox.Heads(outbox));
        Assert.Equal(Noon, Outbox.DueAt(outbox));
        Assert.Equal(Noon + Minute, Outbox.DueAt([waiting, behind]));
        Assert.Null(Outbox.DueAt([]));
    }

    [Fact]
    public void its_actor_asks_to_be_woken_for_it()
    {
        var story = Conversation.Asked();
        Assert.Equal(Noon, story.WakeAt);

        story.Delivered();
        Assert.Equal(Noon + AfterFinish, story.WakeAt);

        story.At(Noon + Window).Given(TimePasses()).Delivered();
        Assert.Null(story.WakeAt);
    }

    private static OutboxEntry Told(int index, DateTimeOffset due) => new(
        Id with { Index = index },
        new TellAgent(Anna, new(AgentItemKind.Conversation, First, 17, 3, Noon)), 0, due);

    private static Snapshot<int> Holding(params ImmutableArray<OutboxEntry> outbox) => new(3, 0, [], outbox);
}
