using RatingGrains.Conversations;
using RatingGrains.Kernel;

namespace RatingGrains.Completeness;

/// <summary>One command to one state at one moment.</summary>
internal sealed record Attempt(
    string Situation, Snapshot<ConversationState> Before, ConversationCommand Command, DateTimeOffset Now,
    ConversationContext Context)
{
    public Transition<ConversationState, ConversationEvent> Run() =>
        StateMachine.Run<ConversationMachine, ConversationState, ConversationInput, ConversationEvent>(
            First.Value, Before, new(Command, Context), Now);

    /// <returns>What is wrong with what came of it, or null.</returns>
    public string? Problem(in Transition<ConversationState, ConversationEvent> made)
    {
        var after = made.Next;
        if (made.Refusal is { } refusal && !Enum.IsDefined(refusal))
            return "refused for no defined reason";
        if (made.Changed ? after.Version != Before.Version + 1 : !ReferenceEquals(Before, after))
            return "a version that does not tell whether something changed";
        if (made.Events.Any(e => e is Finished) && after.State.Request is not Outstanding && after.State.Request.Reason is null)
            return "finished, not asked, and no reason kept";
        if (Command is Tick && ConversationMachine.Deadline(after.State) <= Now)
            return "wants to be woken in the past after it was woken";
        if (Command is Tick && (this with { Before = after }).Run().Changed)
            return "a second tick at the same moment changes something";
        return Soundness.Problem(Before.State, after.State);
    }

    public override string ToString() =>
        $"{Situation}; {Printed.Of(Command)} at {Printed.Of(Now)}; active {Context.Channel.Active}, {Context.Features}";
}
