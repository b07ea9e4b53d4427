using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

/// <summary>Two clocks: how long a finished conversation is closing, and how long it can be rated.</summary>
public sealed class When_time_passes
{
    [Fact]
    public void it_stays_closing_until_just_before_its_time() =>
        Conversation.Asked().After(AfterFinish - Moment).When(TimePasses()).ThenNothingChanges();

    [Fact]
    public void it_is_closed_at_its_time_and_can_still_be_rated() => Conversation.Asked()
        .After(AfterFinish)
        .When(TimePasses())
        .Then(new ConversationClosed(Noon + AfterFinish))
        .AndRequest(RequestState.Sent)
        .When(Types("1"))
        .AndRating(Like)
        .AndStatus(ConversationStatus.Closed);

    [Fact]
    public void a_late_timer_writes_down_the_moment_that_it_missed() => Conversation.Asked()
        .After(TimeSpan.FromDays(30))
        .When(TimePasses())
        .Then(new RequestExpired(Noon + Window), new ConversationClosed(Noon + AfterFinish));

    [Fact]
    public void a_timer_that_rings_twice_changes_nothing() =>
        Conversation.Asked().After(Window).Given(TimePasses()).When(TimePasses()).ThenNothingChanges();

    [Fact]
    public void a_request_is_outstanding_until_just_before_the_deadline() => Conversation.Asked()
        .After(AfterFinish).Given(TimePasses())
        .After(Window - AfterFinish - Moment).When(TimePasses()).ThenNothingChanges().AndRequest(RequestState.Sent);

    [Fact]
    public void a_request_expires_on_a_closed_conversation() => Conversation.Asked()
        .After(AfterFinish).Given(TimePasses())
        .After(Window - AfterFinish).When(TimePasses())
        .Then(new RequestExpired(Noon + Window))
        .AndHistory(new HistoryEntry(Noon + Window, "system", HistoryKind.Request, HistoryWhat.Expired));

    [Fact]
    public void a_request_expires_on_a_closing_conversation_too() => Conversation.Held()
        .WithRating(r => r with { Window = Minute })
        .Given(Finishes(Anna))
        .After(Minute).When(TimePasses())
        .Then(new RequestExpired(Noon + Minute))
        .AndStatus(ConversationStatus.Closing);

    [Fact]
    public void a_request_that_was_put_off_expires_too() => Conversation.Asked(LiveChat)
        .Given(TapsLater())
        .After(Window).When(TimePasses())
        .AndRequest(RequestState.Expired);

    [Fact]
    public void without_a_window_a_request_never_expires() => Conversation.AskedForEver()
        .After(AfterFinish).Given(TimePasses())
        .After(TimeSpan.FromDays(3650)).When(TimePasses()).ThenNothingChanges()
        .AndRequest(RequestState.Sent);

    [Fact]
    public void a_reading_says_expired_and_closed_although_no_timer_has_run()
    {
        var asked = Conversation.Asked().State;

        Assert.Equal(RequestState.Sent, ConversationMachine.AsOf(asked, Noon + Window - Moment).Request.State);
        Assert.Equal(RequestState.Expired, ConversationMachine.AsOf(asked, Noon + Window).Request.State);
        Assert.Equal(ConversationStatus.Closing, ConversationMachine.AsOf(asked, Noon + AfterFinish - Moment).Status);
        Assert.Equal(ConversationStatus.Closed, ConversationMachine.AsOf(asked, Noon + AfterFinish).Status);
    }

    [Fact]
    public void it_asks_to_be_woken_when_it_closes_then_at_the_deadline_and_then_never()
    {
        var story = Conversation.Asked();
        Assert.Equal(Noon + AfterFinish, ConversationMachine.Deadline(story.State));

        story.After(AfterFinish).Given(TimePasses());
        Assert.Equal(Noon + Window, ConversationMachine.Deadline(story.State));

        story.At(Noon + Window).Given(TimePasses());
        Assert.Null(ConversationMachine.Deadline(story.State));
    }
}
