namespace RatingGrains.Conversations;

public sealed class When_the_customer_is_silent
{
    [Fact]
    public void nothing_happens_until_the_time_is_over() =>
        Conversation.Held().After(AfterSilence - Moment).When(TimePasses()).ThenNothingChanges();

    [Fact]
    public void the_conversation_finishes_by_itself_and_the_customer_is_asked() => Conversation.Held()
        .After(AfterSilence)
        .When(TimePasses())
        .And(s => s.FinishedAt, Noon + AfterSilence)
        .AndStatus(ConversationStatus.Closing)
        .AndRequest(RequestState.Sent)
        .And(s => s.Request.Asked!.Attribution.Agent, Anna);

    [Fact]
    public void it_finishes_for_the_same_reasons_as_by_hand() => Conversation.Held()
        .WithRating(r => r with { AskCustomer = false })
        .After(AfterSilence)
        .When(TimePasses())
        .AndStatus(ConversationStatus.Closed)
        .AndRequest(RequestState.NotSent, RequestReason.Disabled);

    [Fact]
    public void the_time_counts_from_the_agents_last_answer() => Conversation.Held()
        .After(AfterSilence - Minute).Given(Answers(Anna, "Are you there?"))
        .After(Minute).When(TimePasses()).ThenNothingChanges()
        .After(AfterSilence - Minute).When(TimePasses()).AndStatus(ConversationStatus.Closing);

    [Fact]
    public void a_word_from_the_customer_ends_it() => Conversation.Held()
        .After(Minute).Given(Types("I am here."))
        .After(TimeSpan.FromDays(9)).When(TimePasses()).ThenNothingChanges()
        .AndStatus(ConversationStatus.WaitingForAgent);

    [Fact]
    public void a_conversation_that_waits_for_its_agent_never_finishes_by_itself() => Conversation.New()
        .Given(Accepts(Anna))
        .After(TimeSpan.FromDays(9)).When(TimePasses()).ThenNothingChanges();

    [Fact]
    public void a_channel_can_wait_for_ever() => Conversation.New()
        .WithClosing(c => c with { AfterSilence = null })
        .Given(Answers(Anna))
        .After(TimeSpan.FromDays(3650)).When(TimePasses()).ThenNothingChanges();

    [Fact]
    public void it_asks_to_be_woken_when_the_time_is_over() =>
        Assert.Equal(Noon + AfterSilence, ConversationMachine.Deadline(Conversation.Held().State));
}
