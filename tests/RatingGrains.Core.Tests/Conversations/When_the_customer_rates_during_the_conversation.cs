using RatingGrains.Channels;
using RatingGrains.Kernel;
using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

public sealed class When_the_customer_rates_during_the_conversation
{
    [Fact]
    public void it_counts_in_live_chat_where_the_channel_allows_it() => Conversation.Held(LiveChat)
        .When(Taps(Like))
        .Then(new CustomerRated(Like, null, AnnaAlone, GraphicTexts.Liked, TellAgent: true, Noon))
        .AndOutcome(MessageOutcome.Rated)
        .AndRequest(RequestState.None);

    [Fact]
    public void it_counts_by_link_too() => Conversation.Held(LiveChat).When(RatesByLink(Like)).AndRating(Like);

    [Fact]
    public void it_closes_nothing_even_where_a_rating_closes() => Conversation.Held(LiveChat)
        .WithRating(r => r with { CloseOnRating = true })
        .When(Taps(Like))
        .AndStatus(ConversationStatus.WaitingForCustomer);

    [Fact]
    public void there_is_no_request_at_finish() => Conversation.Held(LiveChat)
        .Given(Taps(Like))
        .When(Finishes(Anna))
        .AndRequest(RequestState.NotSent, RequestReason.AlreadyRated)
        .AndStatus(ConversationStatus.Closed)
        .AndCustomerHearsNothing();

    [Fact]
    public void it_may_be_changed_until_the_conversation_closes() => Conversation.Held(LiveChat)
        .Given(Taps(Like))
        .When(Taps(Dislike))
        .AndOutcome(MessageOutcome.RatingChanged)
        .Given(Finishes(Anna))
        .When(RatesByLink(Like))
        .ThenRefused(Rejection.RatingOver, new RatingCameLate(Like, null, "", Noon))
        .AndRating(Dislike);

    [Fact]
    public void it_is_not_expected_where_the_channel_does_not_allow_it() =>
        NotExpected(Conversation.Held(LiveChat).WithRating(r => r with { AllowDuringConversation = false }));

    [Fact]
    public void it_is_not_expected_where_the_channel_does_not_ask() =>
        NotExpected(Conversation.Held(LiveChat).WithRating(r => r with { AskCustomer = false }));

    [Fact]
    public void it_is_not_expected_where_the_plan_lacks_it() =>
        NotExpected(Conversation.Held(LiveChat).WithPlan(customerRating: false));

    [Fact]
    public void it_is_not_expected_on_the_other_graphic_connector() => NotExpected(Conversation.Held(Connectors.Network));

    [Fact]
    public void it_is_not_expected_on_a_messenger() => NotExpected(Conversation.Held(Telegram));

    [Fact]
    public void a_digit_on_a_messenger_is_an_ordinary_message() => Conversation.Held(Telegram)
        .When(Types("1"))
        .AndOutcome(MessageOutcome.Appended)
        .AndStatus(ConversationStatus.WaitingForAgent)
        .AndRating(null);

    private static void NotExpected(ConversationStory story) => story
        .When(Taps(Like))
        .Then(new RatingRefused(Like, null, Noon))
        .AndOutcome(MessageOutcome.NotExpected)
        .AndHistory(new HistoryEntry(Noon, "customer-42", HistoryKind.Customer, HistoryWhat.Refused, Like))
        .AndCustomerHearsNothing()
        .When(RatesByLink(Like))
        .ThenRefused(Rejection.RatingNotExpected, new RatingRefused(Like, null, Noon))
        .AndRating(null);
}
