using RatingGrains.Kernel;
using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

public sealed class When_a_rating_arrives
{
    private static readonly DateTimeOffset Deadline = Noon + Window;

    [Fact]
    public void it_is_stored_and_the_customer_is_thanked_and_the_agent_is_told() => Conversation.Asked()
        .After(Minute)
        .When(Types("1"))
        .Then(
            new MessageReceived("1", "Ann", Waits: false, Noon + Minute),
            new CustomerRated(Like, null, AnnaAlone, TypedTexts.Liked, TellAgent: true, Noon + Minute))
        .AndOutcome(MessageOutcome.Rated)
        .AndRequest(RequestState.Answered)
        .AndCustomerHears(CustomerEventKind.Thanks, TypedTexts.Liked)
        .AndNotified(Agents.AgentItemKind.CustomerRating, Anna)
        .AndHistory(new HistoryEntry(Noon + Minute, "customer-42", HistoryKind.Customer, HistoryWhat.Given, Like));

    [Fact]
    public void a_dislike_has_its_own_words() => Conversation.Asked()
        .When(Types("0"))
        .AndRating(Dislike)
        .AndCustomerHears(CustomerEventKind.Thanks, TypedTexts.Disliked);

    [Fact]
    public void a_button_is_thanked_in_the_graphic_form() => Conversation.Asked(LiveChat)
        .When(Taps(Like))
        .AndOutcome(MessageOutcome.Rated)
        .AndCustomerHears(CustomerEventKind.Thanks, GraphicTexts.Liked);

    [Fact]
    public void a_button_of_a_messenger_is_as_good_as_a_digit() =>
        Conversation.Asked(Telegram).When(Taps(Dislike)).AndOutcome(MessageOutcome.Rated).AndRating(Dislike);

    [Fact]
    public void an_empty_thank_you_says_nothing_and_the_rating_counts() => Conversation.Held()
        .WithRating(r => r with { Text = TypedTexts with { Liked = "" } })
        .Given(Finishes(Anna))
        .When(Types("1"))
        .AndRating(Like)
        .AndCustomerHearsNothing();

    [Fact]
    public void it_does_not_close_the_conversation() =>
        Conversation.Asked().When(Types("1")).AndStatus(ConversationStatus.Closing);

    [Fact]
    public void it_closes_the_conversation_where_the_channel_says_so() => Conversation.Held()
        .WithRating(r => r with { CloseOnRating = true })
        .Given(Finishes(Anna))
        .When(Types("1"))
        .AndStatus(ConversationStatus.Closed);

    [Fact]
    public void on_a_closed_conversation_it_counts_and_the_conversation_stays_closed() => Conversation.Asked()
        .Given(Finishes(Anna))
        .After(Window - Moment)
        .When(Types("1"))
        .AndRating(Like)
        .AndStatus(ConversationStatus.Closed)
        .And(s => s.ClosedAt, Noon);

    [Fact]
    public void just_before_the_deadline_it_counts() => Conversation.Asked()
        .At(Deadline - Moment)
        .When(Types("1"))
        .AndOutcome(MessageOutcome.Rated)
        .AndRating(Like);

    [Fact]
    public void at_the_deadline_it_is_too_late() => Conversation.Asked()
        .Given(Finishes(Anna))
        .At(Deadline)
        .When(Types("1"))
        .Then(
            new RequestExpired(Deadline),
            new MessageReceived("1", "Ann", Waits: false, Deadline),
            new RatingCameLate(Like, null, TypedTexts.TooLate, Deadline))
        .AndOutcome(MessageOutcome.TooLate)
        .AndRating(null)
        .AndStatus(ConversationStatus.Closed)
        .AndCustomerHears(CustomerEventKind.TooLate, TypedTexts.TooLate)
        .AndNotified(Agents.AgentItemKind.CustomerRating)
        .AndHistory(
            new HistoryEntry(Deadline, "system", HistoryKind.Request, HistoryWhat.Expired),
            new HistoryEntry(Deadline, "customer-42", HistoryKind.Customer, HistoryWhat.Late, Like));

    [Fact]
    public void a_button_is_too_late_in_the_same_way() => Conversation.Asked(LiveChat)
        .At(Deadline)
        .When(Taps(Like))
        .AndOutcome(MessageOutcome.TooLate)
        .AndRating(null)
        .AndCustomerHears(CustomerEventKind.TooLate, GraphicTexts.TooLate);

    [Fact]
    public void a_link_is_too_late_and_the_answer_says_it() => Conversation.Asked()
        .At(Deadline)
        .When(RatesByLink(Like, "late but true"))
        .ThenRefused(
            Rejection.RatingOver,
            new RequestExpired(Deadline), new ConversationClosed(Noon + AfterFinish),
            new RatingCameLate(Like, "late but true", "", Deadline))
        .AndRating(null)
        .AndCustomerHearsNothing();

    [Fact]
    public void too_late_without_words_for_it_says_nothing() => Conversation.Held()
        .WithRating(r => r with { Text = TypedTexts with { TooLate = "" } })
        .Given(Finishes(Anna))
        .At(Deadline)
        .When(Types("1"))
        .AndOutcome(MessageOutcome.TooLate)
        .AndCustomerHearsNothing();

    [Fact]
    public void too_late_while_still_closing_does_not_resume_it() => Conversation.Held()
        .WithRating(r => r with { Window = Minute })
        .Given(Finishes(Anna))
        .After(Minute)
        .When(Types("1"))
        .AndOutcome(MessageOutcome.TooLate)
        .AndStatus(ConversationStatus.Closing);

    [Fact]
    public void somebody_who_goes_on_trying_does_not_fill_the_history()
    {
        var story = Conversation.Asked(LiveChat).At(Deadline);
        for (var i = 0; i < ConversationState.UncountedKeptMax; i++)
            story.When(Taps(Like)).AndOutcome(MessageOutcome.TooLate);

        story.When(Taps(Like)).AndOutcome(MessageOutcome.TooLate).AndNo<RecordHistory>();
    }
}
