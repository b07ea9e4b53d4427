using RatingGrains.Kernel;
using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

/// <summary>Then the newest conversation of a thread can be rated until its customer starts another.</summary>
public sealed class When_there_is_no_window
{
    private static readonly TimeSpan Years = TimeSpan.FromDays(3650);

    [Fact]
    public void a_rating_counts_however_late_it_is() => Conversation.AskedForEver()
        .Given(Finishes(Anna))
        .After(Years)
        .When(Types("1"))
        .AndOutcome(MessageOutcome.Rated);

    [Fact]
    public void the_right_ends_when_the_customer_starts_another() => Conversation.AskedForEver()
        .Given(Finishes(Anna))
        .When(StartsAnother())
        .Then(new RequestWithdrawn(RequestReason.Superseded, Noon))
        .When(RatesByLink(Like))
        .ThenRefused(Rejection.RatingOver, new RatingCameLate(Like, null, "", Noon))
        .When(Types("1", inNewest: false))
        .AndOutcome(MessageOutcome.TooLate)
        .AndCustomerHears(CustomerEventKind.TooLate, TypedTexts.TooLate);

    [Fact]
    public void with_a_window_it_does_not() => Conversation.Asked()
        .Given(Finishes(Anna))
        .When(StartsAnother())
        .ThenNothingChanges()
        .When(RatesByLink(Like))
        .AndRating(Like);

    [Fact]
    public void a_rating_stays_when_the_customer_starts_another() => Conversation.AskedForEver()
        .Given(Types("1"), Finishes(Anna))
        .When(StartsAnother())
        .ThenNothingChanges()
        .AndRating(Like);

    [Fact]
    public void being_told_twice_changes_nothing() => Conversation.AskedForEver()
        .Given(Finishes(Anna), StartsAnother())
        .When(StartsAnother())
        .ThenNothingChanges();

    [Fact]
    public void a_change_of_mind_ends_with_the_close() => Conversation.AskedForEver()
        .Given(RatesByLink(Like))
        .When(RatesByLink(Dislike))
        .AndRating(Dislike)
        .After(AfterFinish)
        .When(RatesByLink(Like))
        .ThenRefused(
            Rejection.RatingOver, new ConversationClosed(Noon + AfterFinish),
            new RatingCameLate(Like, null, "", Noon + AfterFinish))
        .AndRating(Dislike);
}
