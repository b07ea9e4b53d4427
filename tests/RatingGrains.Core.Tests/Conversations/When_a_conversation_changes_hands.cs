using System.Collections.Immutable;
using RatingGrains.Agents;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Conversations;

/// <summary>A rating belongs to who held the conversation when it was asked for; no later transfer moves it.</summary>
public sealed class When_a_conversation_changes_hands
{
    [Fact]
    public void the_rating_belongs_to_who_held_it_at_finish_with_all_who_took_part() => Conversation.Held()
        .Given(TransfersTo(Boris), Finishes(Boris))
        .When(Types("1"))
        .And(RatedAgent, Boris)
        .And(s => s.CustomerRating!.Attribution.Team, Sales)
        .And(s => Names(s.CustomerRating!.Attribution), "anna boris");

    [Fact]
    public void a_transfer_between_request_and_rating_does_not_move_it() => Conversation.Asked()
        .Given(TransfersTo(Boris))
        .When(Types("1"))
        .And(RatedAgent, Anna)
        .And(s => Names(s.CustomerRating!.Attribution), "anna")
        .AndNotified(AgentItemKind.CustomerRating, Anna);

    [Fact]
    public void a_transfer_after_the_rating_does_not_move_it() => Conversation.Asked()
        .Given(Types("1"))
        .When(TransfersTo(Boris))
        .And(RatedAgent, Anna);

    [Fact]
    public void a_change_of_mind_after_a_transfer_keeps_the_agent() => Conversation.Asked(LiveChat)
        .Given(Taps(Like), TransfersTo(Boris))
        .When(Taps(Dislike))
        .And(RatedAgent, Anna)
        .AndNotified(AgentItemKind.CustomerRating, Anna);

    [Fact]
    public void a_rating_during_the_conversation_belongs_to_who_held_it_then() => Conversation.Held(LiveChat)
        .Given(Taps(Like), TransfersTo(Boris))
        .When(Finishes(Boris))
        .And(RatedAgent, Anna)
        .And(s => s.Finish!.Agent, Boris);

    [Fact]
    public void a_rating_before_anybody_held_it_belongs_to_nobody() => Conversation.New(LiveChat)
        .When(Taps(Like))
        .And(RatedAgent, null)
        .AndNo<TellAgent>();

    [Fact]
    public void a_conversation_that_resumes_and_finishes_elsewhere_is_asked_for_whoever_finished_it() => Conversation.Asked()
        .Given(Types("One more question"), TransfersTo(Boris), Finishes(Boris))
        .When(Types("1"))
        .And(RatedAgent, Boris);

    [Fact]
    public void the_team_is_the_one_of_the_moment_of_finish() => Conversation.Held()
        .WithTeam(Anna, Sales)
        .Given(Finishes(Anna))
        .WithTeam(Anna, Support)
        .When(Types("1"))
        .And(s => s.CustomerRating!.Attribution.Team, Sales);

    [Fact]
    public void the_team_of_a_rating_during_the_conversation_is_the_one_of_its_moment() => Conversation.Held(LiveChat)
        .WithTeam(Anna, Sales)
        .When(Taps(Like))
        .And(s => s.CustomerRating!.Attribution.Team, Sales);

    [Fact]
    public void the_supervisors_rating_belongs_to_who_holds_an_open_conversation() => Conversation.Held()
        .Given(TransfersTo(Boris))
        .When(Reviews(4))
        .And(ReviewedAgent, Boris)
        .Given(TransfersTo(Anna))
        .When(Reviews(5))
        .And(ReviewedAgent, Boris);

    [Fact]
    public void the_supervisors_rating_of_a_finished_one_belongs_to_who_finished_it() => Conversation.Asked()
        .Given(TransfersTo(Boris))
        .When(Reviews(4))
        .And(ReviewedAgent, Anna)
        .AndNotified(AgentItemKind.SupervisorRating, Anna);

    private static AgentId? RatedAgent(ConversationState state) => state.CustomerRating!.Attribution.Agent;

    private static AgentId? ReviewedAgent(ConversationState state) => state.SupervisorRating!.Attribution.Agent;

    private static string Names(Attribution attribution) =>
        string.Join(' ', ((IEnumerable<AgentId>)attribution.Participants).Select(a => a.Value).ToImmutableSortedSet());
}
