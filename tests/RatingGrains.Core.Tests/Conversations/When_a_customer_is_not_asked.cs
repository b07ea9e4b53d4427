using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

public sealed class When_a_customer_is_not_asked
{
    private static readonly DateTimeOffset Later = Noon + TimeSpan.FromHours(1);

    [Fact]
    public void the_reason_is_that_the_plan_lacks_it() =>
        Finish(Everything().WithPlan(customerRating: false), RequestReason.FeatureOff);

    [Fact]
    public void or_that_the_channel_is_inactive() => Finish(Everything(), RequestReason.ChannelInactive);

    [Fact]
    public void or_that_asking_is_disabled() =>
        Finish(Everything().With(c => c with { Active = true }), RequestReason.Disabled);

    [Fact]
    public void or_that_the_customer_rated_already() => Finish(
        Everything().With(c => c with { Active = true }).WithRating(r => r with { AskCustomer = true }),
        RequestReason.AlreadyRated);

    [Fact]
    public void or_that_the_connector_cannot_send() => Finish(
        Conversation.On(Telegram).GivenOpened(cannotSendUntil: Later).Given(Accepts(Anna)),
        RequestReason.ConnectorCannotSend);

    [Fact]
    public void a_connector_that_said_so_during_the_conversation_cannot_send_either() => Finish(
        Conversation.Held().Given(DeliveryFails(null, cannotSendUntil: Later)),
        RequestReason.ConnectorCannotSend);

    [Fact]
    public void a_connector_can_send_again_once_the_time_has_come() => Conversation.Held()
        .Given(DeliveryFails(null, cannotSendUntil: Later))
        .At(Later)
        .When(Finishes(Anna))
        .AndRequest(RequestState.Sent);

    [Fact]
    public void a_connector_can_send_again_once_something_was_delivered() => Conversation.Held()
        .Given(DeliveryFails(null, cannotSendUntil: Later), DeliverySucceeds(null))
        .When(Finishes(Anna))
        .AndRequest(RequestState.Sent);

    [Fact]
    public void a_failure_that_names_no_time_blocks_nothing() => Conversation.Held()
        .When(DeliveryFails(null))
        .ThenNothingChanges()
        .When(Finishes(Anna))
        .AndRequest(RequestState.Sent);

    [Fact]
    public void or_that_the_time_for_answers_is_over() =>
        Finish(WritableUntil(Noon).Given(Accepts(Anna)), RequestReason.ConnectorCannotSend);

    [Fact]
    public void until_that_time_the_customer_is_asked() =>
        WritableUntil(Noon + Moment).When(Finishes(Anna)).AndRequest(RequestState.Sent);

    [Fact]
    public void who_writes_again_can_be_asked_again() =>
        WritableUntil(Noon).Given(Writes(until: Later)).When(Finishes(Anna)).AndRequest(RequestState.Sent);

    [Fact]
    public void an_older_message_that_comes_late_ends_nothing_early() =>
        WritableUntil(Later).Given(Writes(until: Noon)).When(Finishes(Anna)).AndRequest(RequestState.Sent);

    [Fact]
    public void a_channel_that_has_said_nothing_counts_as_able() =>
        Conversation.Held().When(Finishes(Anna)).AndRequest(RequestState.Sent);

    /// <summary>The messenger takes what is written to the customer until then, and no longer.</summary>
    private static ConversationStory WritableUntil(DateTimeOffset until) => Conversation.On(Telegram).Given(
        new Open(First, 17, ThreadOn(Telegram), TextMessage("Hello") with { CanSendUntil = until }, null));

    private static Receive Writes(DateTimeOffset until) =>
        new(ThreadOn(Telegram), TextMessage("Hello?", "m2") with { CanSendUntil = until }, IsNewest: true);

    /// <summary>Rated during the conversation, disabled, in an inactive channel, and the connector cannot send.</summary>
    private static ConversationStory Everything() => Conversation.On(LiveChat)
        .GivenOpened(cannotSendUntil: Later)
        .Given(Accepts(Anna), Taps(Like))
        .WithRating(r => r with { AskCustomer = false })
        .With(c => c with { Active = false });

    private static void Finish(ConversationStory story, RequestReason reason) => story
        .When(Finishes(Anna))
        .AndRequest(RequestState.NotSent, reason)
        .AndStatus(ConversationStatus.Closed)
        .AndCustomerHearsNothing()
        .AndHistory(new HistoryEntry(Noon, "anna", HistoryKind.Request, HistoryWhat.NotSent, Reason: reason));
}
