using RatingGrains.Kernel;
using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

public sealed class When_the_customer_changes_their_mind
{
    [Fact]
    public void the_last_one_wins_and_every_change_is_kept() => Conversation.Asked(LiveChat)
        .Given(Taps(Like))
        .After(Minute)
        .When(Taps(Dislike))
        .Then(new CustomerRatingChanged(Dislike, null, GraphicTexts.Disliked, TellAgent: true, Noon + Minute))
        .AndOutcome(MessageOutcome.RatingChanged)
        .And(s => s.CustomerRating!.Changes, 1)
        .And(s => s.CustomerRating!.At, Noon + Minute)
        .AndHistory(new HistoryEntry(Noon + Minute, "customer-42", HistoryKind.Customer, HistoryWhat.Changed, Dislike))
        .When(Taps(Like))
        .AndRating(Like)
        .And(s => s.CustomerRating!.Changes, 2);

    [Fact]
    public void the_customer_is_thanked_again_and_the_agent_is_told_again() => Conversation.Asked(LiveChat)
        .Given(Taps(Like))
        .When(Taps(Dislike))
        .AndCustomerHears(CustomerEventKind.Thanks, GraphicTexts.Disliked)
        .AndNotified(Agents.AgentItemKind.CustomerRating, Anna);

    [Fact]
    public void until_just_before_the_window_ends_it_counts_on_a_closed_conversation_too() => Conversation.Asked(LiveChat)
        .Given(Taps(Like), Finishes(Anna))
        .After(Window - Moment)
        .When(Taps(Dislike))
        .AndOutcome(MessageOutcome.RatingChanged)
        .AndStatus(ConversationStatus.Closed);

    [Fact]
    public void after_the_window_it_is_too_late() => Conversation.Asked(LiveChat)
        .Given(Taps(Like))
        .After(Window)
        .When(Taps(Dislike))
        .AndOutcome(MessageOutcome.TooLate)
        .AndRating(Like)
        .AndRequest(RequestState.Answered);

    [Fact]
    public void a_link_after_the_window_is_refused() => Conversation.Asked()
        .Given(Types("1"), Finishes(Anna))
        .After(Window)
        .When(RatesByLink(Dislike))
        .ThenRefused(Rejection.RatingOver, new RatingCameLate(Dislike, null, "", Noon + Window));

    [Fact]
    public void the_same_again_changes_nothing_even_after_the_window() => Conversation.Asked(LiveChat)
        .Given(Taps(Like), Finishes(Anna))
        .When(Taps(Like)).ThenNothingChanges().AndOutcome(MessageOutcome.Rated)
        .After(Window)
        .When(Taps(Like)).ThenNothingChanges()
        .When(RatesByLink(Like)).ThenNothingChanges();

    [Theory, InlineData("0"), InlineData("1"), InlineData("👎")]
    public void by_text_the_first_one_counts(string text) => Conversation.Asked()
        .Given(Types("1"))
        .When(Types(text))
        .Then(new MessageReceived(text, "Ann", Waits: false, Noon))
        .AndOutcome(MessageOutcome.Appended)
        .AndStatus(ConversationStatus.Closing)
        .AndRating(Like);

    [Fact]
    public void a_lone_digit_after_the_close_is_appended_too() => Conversation.Asked()
        .Given(Types("1"), Finishes(Anna))
        .When(Types("0"))
        .AndOutcome(MessageOutcome.Appended)
        .AndStatus(ConversationStatus.Closed)
        .AndRating(Like);

    [Fact]
    public void a_comment_can_be_added_by_link() => Conversation.Asked()
        .Given(RatesByLink(Like))
        .When(RatesByLink(Like, "Anna was great"))
        .And(s => s.CustomerRating!.Comment, "Anna was great")
        .And(s => s.CustomerRating!.Changes, 1);

    [Fact]
    public void a_second_tap_does_not_take_the_comment_away() => Conversation.Asked(LiveChat)
        .Given(RatesByLink(Like, "Anna was great"))
        .When(Taps(Like))
        .ThenNothingChanges()
        .When(RatesByLink(Like))
        .ThenNothingChanges();

    [Fact]
    public void another_value_takes_the_comment_away() => Conversation.Asked(LiveChat)
        .Given(RatesByLink(Like, "Anna was great"))
        .When(Taps(Dislike))
        .And(s => s.CustomerRating!.Comment, null);

    [Fact]
    public void an_empty_comment_is_none() => Conversation.Asked()
        .Given(RatesByLink(Like, "Anna was great"))
        .When(RatesByLink(Like, ""))
        .And(s => s.CustomerRating!.Comment, null);
}
