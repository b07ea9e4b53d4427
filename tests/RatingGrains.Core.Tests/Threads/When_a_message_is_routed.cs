using RatingGrains.Conversations;
using RatingGrains.Kernel;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Threads;

/// <summary>In this order: the message it replies to, the token, the newest conversation, a new one.</summary>
public sealed class When_a_message_is_routed
{
    private static readonly ConversationId Third = new("c3");

    [Fact]
    public void the_first_opens_a_conversation()
    {
        var dialogue = new Dialogue(Telegram);

        Assert.Equal(new(First, MessageOutcome.Opened), dialogue.Types("Hello"));
        Assert.Equal(First, dialogue.Memory.Newest);
    }

    [Fact]
    public void the_next_goes_into_the_same_conversation()
    {
        var dialogue = new Dialogue(Telegram);
        dialogue.Types("Hello");

        Assert.Equal(new(First, MessageOutcome.Appended), dialogue.Types("Anybody there?"));
    }

    [Fact]
    public void after_the_close_a_new_one_opens()
    {
        var dialogue = new Dialogue(Telegram);
        dialogue.Types("Hello");
        dialogue.Closes(First);

        Assert.Equal(new(Second, MessageOutcome.Opened), dialogue.Types("One more thing"));
        Assert.Equal(ConversationStatus.Closed, dialogue[First].Status);
    }

    [Fact]
    public void while_it_is_closing_the_customer_resumes_it()
    {
        var dialogue = new Dialogue(Telegram);
        dialogue.Types("Hello");
        dialogue.Asks(First, "p1");

        Assert.Equal(new(First, MessageOutcome.Resumed), dialogue.Types("One more thing"));
    }

    [Fact]
    public void a_plain_digit_is_a_rating_of_the_newest_conversation_only()
    {
        var dialogue = TwoAsked();

        Assert.Equal(new(Second, MessageOutcome.Rated), dialogue.Types("1"));
        Assert.Equal(RequestState.Sent, dialogue[First].Request.State);
    }

    [Fact]
    public void a_reply_to_an_older_request_answers_that_one()
    {
        var dialogue = TwoAsked();

        Assert.Equal(new(First, MessageOutcome.Rated), dialogue.Types("0", inReplyTo: "p1"));
        Assert.Equal(Dislike, dialogue[First].CustomerRating!.Value);
        Assert.Equal(RequestState.Sent, dialogue[Second].Request.State);
    }

    [Fact]
    public void the_token_of_an_older_button_answers_that_one() =>
        Assert.Equal(new(First, MessageOutcome.Rated), TwoAsked().Taps(Like, token: First));

    [Fact]
    public void a_reply_goes_before_a_token() =>
        Assert.Equal(new(First, MessageOutcome.Rated), TwoAsked().Taps(Like, inReplyTo: "p1", token: Second));

    [Fact]
    public void a_reply_to_something_unknown_goes_by_the_token_and_then_to_the_newest()
    {
        Assert.Equal(new(First, MessageOutcome.Rated), TwoAsked().Taps(Like, inReplyTo: "other", token: First));
        Assert.Equal(new(Second, MessageOutcome.Rated), TwoAsked().Taps(Like, inReplyTo: "other"));
    }

    [Fact]
    public void a_reply_with_other_words_goes_to_the_newest()
    {
        var dialogue = TwoAsked();

        Assert.Equal(new(Second, MessageOutcome.Resumed), dialogue.Types("What is this?", inReplyTo: "p1"));
        Assert.Equal(RequestState.Sent, dialogue[First].Request.State);
    }

    [Fact]
    public void a_token_of_anothers_conversation_is_no_use() =>
        Assert.Equal(new(Second, MessageOutcome.Rated), TwoAsked().Taps(Like, token: new ConversationId("c99")));

    [Fact]
    public void a_button_with_nothing_to_rate_is_not_expected_and_opens_nothing()
    {
        var dialogue = new Dialogue(Telegram);

        Assert.Equal(new(null, MessageOutcome.NotExpected), dialogue.Taps(Like));
        Assert.Equal(0, dialogue.Count);
    }

    [Fact]
    public void a_rating_that_is_too_late_opens_nothing_and_what_comes_after_it_does()
    {
        var dialogue = new Dialogue(Telegram);
        dialogue.Types("Hello");
        dialogue.Asks(First, "p1").After(Window);

        Assert.Equal(new(First, MessageOutcome.TooLate), dialogue.Types("1"));
        Assert.Equal(new(Second, MessageOutcome.Opened), dialogue.Types("Then I will tell you here."));
        Assert.Equal(new(Second, MessageOutcome.Appended), dialogue.Types("1"));
    }

    [Fact]
    public void a_reply_to_an_expired_request_is_too_late_although_another_conversation_goes_on()
    {
        var dialogue = new Dialogue(Telegram);
        dialogue.Types("Hello");
        dialogue.Asks(First, "p1").After(Window).Types("Another question");

        Assert.Equal(new(First, MessageOutcome.TooLate), dialogue.Types("1", inReplyTo: "p1"));
    }

    [Fact]
    public void after_spam_the_next_message_opens_a_new_conversation_even_if_it_is_a_digit()
    {
        var dialogue = new Dialogue(Telegram);
        dialogue.Types("Buy this");
        dialogue.Does(First, MarksSpam(Anna));

        Assert.Equal(new(Second, MessageOutcome.Opened), dialogue.Types("1"));
    }

    [Fact]
    public void an_inactive_channel_opens_nothing()
    {
        var dialogue = new Dialogue(Telegram, Channel with { Active = false });

        Assert.Equal(Rejection.ChannelInactive, dialogue.Types("Hello").Refusal);
        Assert.Equal(0, dialogue.Count);
        Assert.Null(dialogue.Memory.Newest);
    }

    [Fact]
    public void the_older_conversations_stay_bound_to_their_requests()
    {
        var dialogue = TwoAsked();
        dialogue.Does(Second, Finishes(Anna)).Types("A third question");

        Assert.Equal(Third, dialogue.Memory.Newest);
        Assert.Equal(new(First, MessageOutcome.Rated), dialogue.Types("1", inReplyTo: "p1"));
        Assert.Equal(new(Second, MessageOutcome.Rated), dialogue.Types("1", inReplyTo: "p2"));
        Assert.Equal(new(Third, MessageOutcome.Appended), dialogue.Types("1"));
    }

    /// <summary>Both finished, both asked, both outstanding.</summary>
    private static Dialogue TwoAsked()
    {
        var dialogue = new Dialogue(Telegram);
        dialogue.Types("Hello");
        dialogue.Asks(First, "p1").Does(First, Finishes(Anna)).Types("Hello again");
        return dialogue.Asks(Second, "p2");
    }
}
