using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

public sealed class When_others_are_told
{
    [Fact]
    public void the_first_message_is_news() => Told(
        Conversation.On(Telegram).When(Conversation.On(Telegram).Opening()),
        News(NewsKind.ConversationOpened, ConversationStatus.New, 1) with { Agent = null, Team = null });

    [Fact]
    public void a_finish_and_its_request_are_news_in_the_order_in_which_they_happened() => Told(
        Conversation.Held().When(Finishes(Anna)),
        News(NewsKind.ConversationFinished, ConversationStatus.Closing, 4) with { By = "anna", Attribution = AnnaAlone },
        News(NewsKind.RatingRequested, ConversationStatus.Closing, 4) with
        {
            By = "anna",
            Attribution = AnnaAlone,
            Deadline = Noon + Window,
        });

    [Fact]
    public void a_request_that_is_not_made_says_why() => Told(
        Conversation.Held().WithRating(rating => rating with { AskCustomer = false }).When(Finishes(Anna)),
        News(NewsKind.ConversationFinished, ConversationStatus.Closed, 4) with { By = "anna", Attribution = AnnaAlone },
        News(NewsKind.RatingNotRequested, ConversationStatus.Closed, 4) with
        {
            By = "anna",
            Attribution = AnnaAlone,
            Reason = RequestReason.Disabled,
        },
        News(NewsKind.ConversationClosed, ConversationStatus.Closed, 4) with { Attribution = AnnaAlone });

    [Fact]
    public void a_rating_belongs_to_who_held_the_conversation_at_finish_whoever_holds_it_now() => Told(
        Conversation.Asked().Given(TransfersTo(Boris)).When(RatesByLink(Dislike, "Slow")),
        News(NewsKind.RatingSubmitted, ConversationStatus.Closing, 6) with
        {
            Agent = Boris,
            Team = Sales,
            Value = Dislike,
            Comment = "Slow",
            Attribution = AnnaAlone,
        });

    [Fact]
    public void a_change_of_mind_says_what_was_before() => Told(
        Conversation.Asked().Given(RatesByLink(Like)).When(RatesByLink(Dislike)),
        News(NewsKind.RatingChanged, ConversationStatus.Closing, 6) with
        {
            Value = Dislike,
            FormerValue = Like,
            Attribution = AnnaAlone,
        });

    [Fact]
    public void the_same_rating_again_is_no_news() =>
        Conversation.Asked().Given(RatesByLink(Like)).When(RatesByLink(Like)).AndNo<Announce>();

    [Fact]
    public void a_deadline_is_news_at_its_moment_and_a_rating_after_it_is_late() => Told(
        Conversation.Asked().After(Window + Minute).When(Types("1")),
        News(NewsKind.RatingExpired, ConversationStatus.Closed, 5) with { At = Noon + Window, Attribution = AnnaAlone },
        News(NewsKind.ConversationClosed, ConversationStatus.Closed, 5) with
        {
            At = Noon + AfterFinish,
            Attribution = AnnaAlone,
        },
        News(NewsKind.RatingLate, ConversationStatus.Closed, 5) with
        {
            At = Noon + Window + Minute,
            Value = Like,
            Attribution = AnnaAlone,
        });

    [Fact]
    public void a_wish_to_rate_later_that_comes_too_late_is_no_rating() =>
        Conversation.Asked(LiveChat).Given(TapsLater()).After(Window + Minute).When(TapsLater())
            .AndNo<Announce>(told => told.News.Kind == NewsKind.RatingLate);

    [Fact]
    public void a_request_that_could_not_be_delivered_was_not_made_and_one_that_arrives_after_all_was()
    {
        Told(
            Conversation.Asked().When(DeliveryFails(1)),
            News(NewsKind.RatingNotRequested, ConversationStatus.Closing, 5) with
            {
                By = "system",
                Attribution = AnnaAlone,
                Reason = RequestReason.DeliveryFailed,
            });
        Told(
            Conversation.Asked().Given(DeliveryFails(1)).After(Minute).When(DeliverySucceeds(1)),
            News(NewsKind.RatingRequested, ConversationStatus.Closing, 6) with
            {
                At = Noon + Minute,
                By = "system",
                Attribution = AnnaAlone,
                Deadline = Noon + Minute + Window,
            });
    }

    [Fact]
    public void spam_is_an_end_too() => Told(
        Conversation.Held().When(MarksSpam(Anna)),
        News(NewsKind.RatingNotRequested, ConversationStatus.Spam, 4) with { By = "anna", Reason = RequestReason.Spam },
        News(NewsKind.ConversationClosed, ConversationStatus.Spam, 4) with { By = "anna" });

    [Fact]
    public void a_review_and_its_change_are_news()
    {
        Told(
            Conversation.Asked().When(Reviews(2, "Slow")),
            News(NewsKind.SupervisorRatingSubmitted, ConversationStatus.Closing, 5) with
            {
                By = "olga",
                Stars = 2,
                Comment = "Slow",
                Attribution = AnnaAlone,
            });
        Told(
            Conversation.Asked().Given(Reviews(2, "Slow")).When(Reviews(4)),
            News(NewsKind.SupervisorRatingChanged, ConversationStatus.Closing, 6) with
            {
                By = "olga",
                Stars = 4,
                FormerStars = 2,
                Comment = "Slow",
                Attribution = AnnaAlone,
            });
    }

    [Fact]
    public void what_is_said_is_told_to_nobody() => Conversation.Held().When(Types("My card is 4111…")).AndNo<Announce>();

    [Fact]
    public void what_is_logged_and_what_is_sent_can_be_told_all_the_same()
    {
        Conversation.Held().When(Types("My card is 4111…")).AndSaid(
            (NewsKind.MessageAdded, 3, MessageSource.Customer, "My card is 4111…"));
        Conversation.Held().When(Finishes(Anna)).AndSaid(
            (NewsKind.MessageAdded, 3, MessageSource.System, TypedTexts.Request),
            (NewsKind.MessageSent, 3, MessageSource.System, TypedTexts.Request));
        Conversation.Asked().When(Types("1")).AndSaid(
            (NewsKind.MessageAdded, 4, MessageSource.Customer, "1"),
            (NewsKind.MessageAdded, 5, MessageSource.System, TypedTexts.Liked),
            (NewsKind.MessageSent, 5, MessageSource.System, TypedTexts.Liked));
        Conversation.Held().When(new Answer(Anna, "Hello")).AndSaid(
            (NewsKind.MessageAdded, 3, MessageSource.Agent, "Hello"),
            (NewsKind.MessageSent, 3, MessageSource.Agent, "Hello"));
    }

    [Fact]
    public void what_the_customer_has_got_already_is_not_sent() => Conversation.Held()
        .When(new Answer(Anna, "Hello", Said: true))
        .AndSaid((NewsKind.MessageAdded, 3, MessageSource.Agent, "Hello"));

    [Fact]
    public void what_our_own_widget_shows_is_sent_by_nobody_else() => Conversation.Held(LiveChat)
        .When(Finishes(Anna))
        .AndSaid((NewsKind.MessageAdded, 3, MessageSource.System, GraphicTexts.Request));

    private static void Told(Harness.ConversationStory story, params News[] news) =>
        story.AndEffects([.. news.Select(one => new Announce(one))]);

    /// <summary>Of the story's conversation while Anna holds it.</summary>
    private static News News(NewsKind kind, ConversationStatus status, long version) =>
        new(kind, Noon, First, 17, ThreadOn(Telegram), status, Anna, Support, version);
}
