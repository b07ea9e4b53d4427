using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Agents;

public sealed class When_an_agent_keeps_its_sequence
{
    private static readonly AgentItem Liked = new(AgentItemKind.CustomerRating, First, 17, Version: 5, Noon, Like);
    private static readonly AgentItem Reviewed = new(AgentItemKind.SupervisorRating, First, 17, Version: 6, Noon, Stars: 4);

    [Fact]
    public void what_it_is_told_is_numbered_from_one_on() => new AgentStory()
        .When(new Tell(Anna, [Liked]))
        .Then(new AgentTold(Anna, 1, [Liked]))
        .AndEffects(new ShowAgentItems(Anna, 1, [Liked]))
        .When(new Tell(Anna, [Reviewed]))
        .AndEffects(new ShowAgentItems(Anna, 2, [Reviewed]));

    [Fact]
    public void many_at_once_are_one_turn_with_as_many_numbers() => new AgentStory()
        .When(new Tell(Anna, [Liked, Reviewed]))
        .AndEffects(new ShowAgentItems(Anna, 1, [Liked, Reviewed]))
        .And(s => s.Sequence, 2);

    [Fact]
    public void nothing_to_tell_changes_nothing() => new AgentStory().When(new Tell(Anna, [])).ThenNothingChanges();

    [Fact]
    public void reading_goes_up_to_a_number() => new AgentStory()
        .Given(new Tell(Anna, [Liked, Reviewed]))
        .When(new MarkRead(Anna, 1))
        .Then(new AgentRead(Anna, 1, Noon))
        .AndEffects(new ShowAgentRead(Anna, 1, Noon));

    [Fact]
    public void reading_never_goes_back_nor_beyond_what_was_told() => new AgentStory()
        .Given(new Tell(Anna, [Liked, Reviewed]))
        .When(new MarkRead(Anna, 99)).Then(new AgentRead(Anna, 2, Noon))
        .When(new MarkRead(Anna, 1)).ThenNothingChanges()
        .When(new MarkRead(Anna, 99)).ThenNothingChanges();

    [Fact]
    public void nothing_told_is_nothing_read() => new AgentStory().When(new MarkRead(Anna, 5)).ThenNothingChanges();

    [Fact]
    public void its_profile_is_shown_when_it_changes() => new AgentStory()
        .When(new RegisterAgent(Anna, new("Anna", Support)))
        .AndEffects(new ShowAgent(Anna, new("Anna", Support)))
        .When(new RegisterAgent(Anna, new("Anna", Support))).ThenNothingChanges()
        .When(new RegisterAgent(Anna, new("Anna", Sales)))
        .AndEffects(new ShowAgent(Anna, new("Anna", Sales)));

    [Fact]
    public void what_it_keeps_does_not_grow_with_what_it_is_told()
    {
        var told = new AgentStory();
        for (var i = 0; i < 1000; i++)
            told.When(new Tell(Anna, [Liked])).Delivered();

        Assert.Equal(new AgentState(null, 1000, 0), told.State);
        Assert.Empty(told.Snapshot.Seen);
        Assert.Empty(told.Snapshot.Outbox);
    }

    private sealed class AgentStory() : Story<AgentStory, AgentMachine, AgentState, AgentCommand, AgentEvent>(Anna.Value);
}
