using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

/// <summary>Settings reach a decision as they were when it was made; what was asked is frozen with the request.</summary>
public sealed class When_settings_change
{
    [Fact]
    public void the_texts_of_a_request_stay() => Conversation.Asked()
        .WithRating(r => r with { Text = TypedTexts with { Liked = "Other words", TooLate = "Other words" } })
        .When(Types("1"))
        .AndCustomerHears(CustomerEventKind.Thanks, TypedTexts.Liked);

    [Fact]
    public void the_words_for_too_late_stay() => Conversation.Asked()
        .WithRating(r => r with { Text = TypedTexts with { TooLate = "Other words" } })
        .After(Window)
        .When(Types("1"))
        .AndCustomerHears(CustomerEventKind.TooLate, TypedTexts.TooLate);

    [Fact]
    public void the_window_stays() => Conversation.Asked()
        .WithRating(r => r with { Window = Minute })
        .After(Window - Moment)
        .When(Types("1"))
        .AndRating(Like);

    [Fact]
    public void a_rating_that_closes_stays_so_and_one_that_does_not_too()
    {
        Conversation.Asked()
            .WithRating(r => r with { CloseOnRating = true })
            .When(Types("1"))
            .AndStatus(ConversationStatus.Closing);
        Conversation.Held()
            .WithRating(r => r with { CloseOnRating = true })
            .Given(Finishes(Anna))
            .WithRating(r => r with { CloseOnRating = false })
            .When(Types("1"))
            .AndStatus(ConversationStatus.Closed);
    }

    [Fact]
    public void whether_a_comment_may_follow_stays() => Conversation.Asked()
        .WithRating(r => r with { AcceptTrailingComment = true })
        .When(Types("1 thank you"))
        .AndRating(null);

    [Fact]
    public void a_request_stands_although_the_channel_asks_no_more() => Conversation.Asked()
        .WithRating(r => r with { AskCustomer = false })
        .When(Types("1"))
        .AndRating(Like);

    [Fact]
    public void a_request_stands_although_the_plan_lacks_it_now() => Conversation.Asked()
        .WithPlan(customerRating: false)
        .When(Types("1"))
        .AndRating(Like);

    [Fact]
    public void the_closing_time_stays() => Conversation.Asked()
        .WithClosing(c => c with { AfterFinish = Minute })
        .After(AfterFinish - Moment)
        .When(TimePasses())
        .ThenNothingChanges();

    [Fact]
    public void the_silence_that_is_waited_for_stays() => Conversation.Held()
        .WithClosing(c => c with { AfterSilence = Minute })
        .After(AfterSilence - Moment)
        .When(TimePasses())
        .ThenNothingChanges();
}
