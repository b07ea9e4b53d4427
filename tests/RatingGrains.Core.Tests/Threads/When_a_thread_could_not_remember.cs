using System.Diagnostics;
using RatingGrains.Conversations;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Threads;

/// <summary>Where thread and conversation are written one after the other, a crash may come in between.</summary>
public sealed class When_a_thread_could_not_remember
{
    private static readonly ConversationId Third = new("c3");

    [Fact]
    public void the_repeated_message_opens_the_same_conversation()
    {
        var dialogue = Lost(out var hello);

        Assert.Equal(new(First, MessageOutcome.Opened), dialogue.Receives(hello));
        Assert.Equal(1, dialogue[First].Messages);
        Assert.Equal(First, dialogue.Memory.Newest);
    }

    [Fact]
    public void another_message_finds_the_conversation_that_was_lost()
    {
        var dialogue = Lost(out _);

        Assert.Equal(new(First, MessageOutcome.Appended), dialogue.Types("Anybody there?"));
        Assert.Equal(First, dialogue.Memory.Newest);
        Assert.Equal(1, dialogue.Memory.Opened);
    }

    [Fact]
    public void the_first_message_is_not_said_twice_when_it_is_repeated_after_that()
    {
        var dialogue = Lost(out var hello);
        dialogue.Types("Anybody there?");

        Assert.Equal(First, dialogue.Receives(hello).Conversation);
        Assert.Equal(2, dialogue[First].Messages);
    }

    [Fact]
    public void a_lost_conversation_that_is_over_by_now_is_passed_by()
    {
        var dialogue = Lost(out _);
        dialogue.Does(First, MarksSpam(Anna));

        Assert.Equal(new(Second, MessageOutcome.Opened), dialogue.Types("I am a person."));
        Assert.Equal(Second, dialogue.Memory.Newest);
        Assert.Equal(2, dialogue.Memory.Opened);
        Assert.Equal(new(Second, MessageOutcome.Appended), dialogue.Types("Really."));
    }

    [Fact]
    public void the_request_of_a_lost_conversation_is_superseded_all_the_same()
    {
        var dialogue = new Dialogue(Telegram, Channel with { Rating = Channel.Rating with { Window = null } });
        dialogue.Types("Hello");
        dialogue.Closes(First).Receives(TextMessage("Again", "again"), crash: true);
        dialogue.Closes(Second);

        Assert.Equal(new(Third, MessageOutcome.Opened), dialogue.Types("A third time"));
        Assert.Equal(RequestReason.Superseded, dialogue[First].Request.Reason);
        Assert.Equal(RequestReason.Superseded, dialogue[Second].Request.Reason);
    }

    [Fact]
    public void a_rating_that_is_repeated_is_the_same_rating()
    {
        var dialogue = new Dialogue(LiveChat);
        dialogue.Types("Hello");
        dialogue.Asks(First, "p1").Receives(Tap(Like, "tap"), crash: true);

        Assert.Equal(new(First, MessageOutcome.Rated), dialogue.Receives(Tap(Like, "tap")));
        Assert.Equal(0, dialogue[First].CustomerRating!.Changes);
    }

    [Fact]
    public void a_message_is_not_said_again_in_the_conversation_that_came_after()
    {
        var dialogue = new Dialogue(Telegram);
        dialogue.Types("Hello");
        dialogue.Receives(TextMessage("Anybody there?", "lost"), crash: true);
        dialogue.Closes(First).Types("Another question");

        Assert.Equal(new(First, MessageOutcome.Duplicate), dialogue.Receives(TextMessage("Anybody there?", "lost")));
        Assert.Equal(1, dialogue[Second].Messages);
    }

    [Fact]
    public void a_rating_is_not_said_again_as_a_word_of_the_conversation_that_came_after()
    {
        var dialogue = new Dialogue(Telegram);
        dialogue.Types("Hello");
        dialogue.Asks(First, "p1").Receives(TextMessage("1", "rating"), crash: true);
        dialogue.Does(First, Finishes(Anna)).Types("Another question");

        Assert.Equal(new(First, MessageOutcome.Duplicate), dialogue.Receives(TextMessage("1", "rating")));
        Assert.Equal(1, dialogue[Second].Messages);
    }

    [Fact]
    public void a_message_stays_where_it_went_although_the_prompt_that_it_replies_to_is_known_by_now()
    {
        var dialogue = new Dialogue(Telegram);
        dialogue.Types("Hello");
        dialogue.Does(First, Answers(Anna), Finishes(Anna), Finishes(Anna)).Types("Another question");
        dialogue.Receives(TextMessage("1", "reply", inReplyTo: "p1"), crash: true);
        dialogue.Delivers(First, "p1");

        Assert.Equal(new(Second, MessageOutcome.Duplicate), dialogue.Receives(TextMessage("1", "reply", inReplyTo: "p1")));
        Assert.Null(dialogue[First].CustomerRating);
        Assert.Equal(2, dialogue[Second].Messages);
    }

    [Fact]
    public void a_message_is_ended_although_nobody_repeats_it()
    {
        var dialogue = Lost(out _);
        Assert.Equal(Noon, ThreadMachine.Deadline(dialogue.Memory));

        dialogue.Delivers(First, "p1");
        Assert.Null(dialogue.Memory.UnderWay);
        Assert.Null(ThreadMachine.Deadline(dialogue.Memory));
        Assert.Equal(First, dialogue.Memory.Newest);
    }

    [Fact]
    public void no_message_begins_before_the_one_under_way_has_ended() => Assert.Throws<UnreachableException>(
        () => ThreadMachine.Decide(Lost(out _).Memory, new BeginMessage(TextMessage("Anybody there?", "next")), Noon));

    [Fact]
    public void beginning_and_dropping_twice_change_nothing()
    {
        var memory = Lost(out var hello).Memory;

        Assert.Empty(ThreadMachine.Decide(memory, new BeginMessage(hello), Noon + Minute).Events);
        Assert.Empty(ThreadMachine.Decide(memory, new DropMessage(MessageId.Parse("other")), Noon).Events);
        Assert.Empty(ThreadMachine.Decide(ThreadMachine.Initial, new DropMessage(hello.Id), Noon).Events);
    }

    /// <summary>The first conversation was opened, and its thread does not know.</summary>
    private static Dialogue Lost(out InboundMessage hello)
    {
        var dialogue = new Dialogue(Telegram);
        hello = TextMessage("Hello", "hello");
        dialogue.Receives(hello, crash: true);
        Assert.Null(dialogue.Memory.Newest);
        return dialogue;
    }
}
