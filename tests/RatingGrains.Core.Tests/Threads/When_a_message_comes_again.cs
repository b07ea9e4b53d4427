using RatingGrains.Kernel;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Threads;

/// <summary>A message id is remembered for the last 200 messages and for 7 days, whichever is longer.</summary>
public sealed class When_a_message_comes_again
{
    private readonly Dialogue _dialogue = new(Telegram);

    [Fact]
    public void it_is_a_duplicate_and_the_answer_names_the_first_ones_conversation()
    {
        _dialogue.Receives(TextMessage("Hello", "m1"));
        _dialogue.Closes(First).Types("Again");

        Assert.Equal(new(First, MessageOutcome.Duplicate), _dialogue.Receives(TextMessage("Hello", "m1")));
        Assert.Equal(1, _dialogue[First].Messages - 2);
        Assert.Equal(1, _dialogue[Second].Messages);
    }

    [Fact]
    public void with_another_name_of_the_customer_it_is_the_same_message()
    {
        _dialogue.Receives(TextMessage("Hello", "m1"));

        Assert.Equal(
            new(First, MessageOutcome.Duplicate),
            _dialogue.Receives(TextMessage("Hello", "m1") with { CustomerName = "Ann Lee" }));
    }

    [Fact]
    public void with_other_content_it_is_refused()
    {
        _dialogue.Receives(TextMessage("Hello", "m1"));

        Assert.Equal(Rejection.MessageIdReused, _dialogue.Receives(TextMessage("Goodbye", "m1")).Refusal);
        Assert.Equal(Rejection.MessageIdReused, _dialogue.Receives(TextMessage("Hello", "m1", inReplyTo: "p1")).Refusal);
        Assert.Equal(Rejection.MessageIdReused, _dialogue.Receives(Tap(Like, "m1")).Refusal);
        Assert.Equal(1, _dialogue[First].Messages);
    }

    [Fact]
    public void a_rating_that_comes_again_counts_once()
    {
        _dialogue.Types("Hello");
        _dialogue.Asks(First, "p1").Receives(TextMessage("1", "rating"));
        _dialogue.Receives(Tap(Dislike, "mind"));

        Assert.Equal(new(First, MessageOutcome.Duplicate), _dialogue.Receives(TextMessage("1", "rating")));
        Assert.Equal(Dislike, _dialogue[First].CustomerRating!.Value);
        Assert.Equal(1, _dialogue[First].CustomerRating!.Changes);
    }

    [Fact]
    public void what_was_refused_may_come_again_and_count()
    {
        var closed = new Dialogue(Telegram, Channel with { Active = false });

        Assert.Equal(Rejection.ChannelInactive, closed.Receives(TextMessage("Hello", "m1")).Refusal);
        Assert.Empty(closed.Memory.Seen);
        Assert.Null(closed.Memory.UnderWay);
    }

    [Fact]
    public void the_last_two_hundred_are_known_however_long_ago()
    {
        _dialogue.Receives(TextMessage("Hello", "m1"));
        Say(ThreadMemory.SeenMin - 1, apart: TimeSpan.FromDays(1));

        Assert.Equal(MessageOutcome.Duplicate, _dialogue.Receives(TextMessage("Hello", "m1")).Outcome);
        Assert.Equal(ThreadMemory.SeenMin, _dialogue.Memory.Seen.Length);
    }

    [Fact]
    public void the_one_before_them_is_forgotten_after_seven_days()
    {
        _dialogue.Receives(TextMessage("Hello", "m1"));
        Say(ThreadMemory.SeenMin, apart: TimeSpan.FromDays(1));

        Assert.Equal(MessageOutcome.Appended, _dialogue.Receives(TextMessage("Hello", "m1")).Outcome);
        Assert.Equal(ThreadMemory.SeenMin, _dialogue.Memory.Seen.Length);
    }

    [Fact]
    public void all_of_the_last_seven_days_are_known_however_many()
    {
        _dialogue.Receives(TextMessage("Hello", "m1"));
        Say(ThreadMemory.SeenMin * 2, apart: TimeSpan.Zero);

        _dialogue.After(ThreadMemory.SeenFor);
        Say(1, apart: TimeSpan.Zero);
        Assert.Equal(MessageOutcome.Duplicate, _dialogue.Receives(TextMessage("Hello", "m1")).Outcome);

        _dialogue.After(Moment);
        Say(1, apart: TimeSpan.Zero);
        Assert.Equal(MessageOutcome.Appended, _dialogue.Receives(TextMessage("Hello", "m1")).Outcome);
    }

    [Fact]
    public void a_flood_is_remembered_up_to_a_limit()
    {
        var seen = Enumerable.Range(0, ThreadMemory.SeenMax)
            .Select(i => new SeenMessage(i, 0, First, Noon));
        var full = ThreadMachine.Initial with { Newest = First, Seen = [.. seen] };

        var next = ThreadMachine.Evolve(full, new MessageRemembered(new SeenMessage(-1, 0, First, Noon)));
        Assert.Equal(ThreadMemory.SeenMax, next.Seen.Length);
        Assert.Equal(-1, next.Seen[^1].Id);
    }

    private void Say(int times, TimeSpan apart)
    {
        for (var i = 0; i < times; i++)
            _dialogue.After(apart).Types("And another thing");
    }
}
