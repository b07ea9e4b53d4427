using RatingGrains.Conversations;

namespace RatingGrains.Harness;

/// <summary>What holds of every conversation at any time, whatever happened to it.</summary>
internal static class Soundness
{
    /// <summary>From which state of the request to which one a turn may lead, beside staying.</summary>
    private static readonly Dictionary<RequestState, RequestState[]> Ways = new()
    {
        [RequestState.None] = [RequestState.Sent, RequestState.NotSent],
        [RequestState.Sent] =
            [RequestState.Later, RequestState.Answered, RequestState.Withdrawn, RequestState.Expired, RequestState.NotSent],
        [RequestState.Later] = [RequestState.Answered, RequestState.Withdrawn, RequestState.Expired, RequestState.NotSent],
        [RequestState.Withdrawn] = [RequestState.Sent, RequestState.NotSent],
        [RequestState.Expired] = [RequestState.Sent, RequestState.NotSent],
        [RequestState.NotSent] = [RequestState.Sent],
        [RequestState.Answered] = [],
    };

    /// <returns>What is wrong with the state, or null.</returns>
    public static string? Problem(ConversationState state) => state switch
    {
        { Phase: Unopened } => null,
        { Request: NotSent { Reason: var reason } } when !Enum.IsDefined(reason) => "an unsent request without a reason",
        { Request: Withdrawn { Reason: var reason } } when !Enum.IsDefined(reason) => "a withdrawn request without a reason",
        { Phase: Closed or Spam, Request: NotAsked } => "over, and nobody knows why it was not asked for a rating",
        { Phase: Closing or Closed, Finish: null } => "closing or closed, and never finished",
        { Phase.IsOpen: true, Request: Outstanding } => "a request outstanding on an open conversation",
        { Phase: Spam, Request: Outstanding } => "a request outstanding on spam",
        { Request: Outstanding, CustomerRating: not null } => "a request outstanding on a rated conversation",
        { Request: Answered, CustomerRating: null } => "an answered request without a rating",
        { Phase: not New, Holder: null, AcceptedAt: not null } => "accepted, and held by nobody",
        { Holder: { } holder } when !state.Participants.Contains(holder) => "a holder who takes no part",
        { Requests: var requests } when (state.Request.Asked?.Number ?? requests) > requests => "a request that was not counted",
        _ => null,
    };

    /// <returns>What is wrong with the way from one state to the next, or null.</returns>
    public static string? Problem(ConversationState before, ConversationState after)
    {
        var (from, to) = (before.Request.State, after.Request.State);
        if (from != to && !Ways[from].Contains(to))
            return $"a request that was {from} is {to}";
        if (Moved(before.CustomerRating?.Attribution, after.CustomerRating?.Attribution))
            return "a rating that is gone or belongs to another agent";
        if (Moved(before.SupervisorRating?.Attribution, after.SupervisorRating?.Attribution))
            return "a supervisor's rating that is gone or belongs to another agent";
        if (before.Phase.IsOver && after.Phase.GetType() != before.Phase.GetType())
            return $"a conversation that was {before.Status} is {after.Status}";
        return Problem(after);
    }

    private static bool Moved(Attribution? before, Attribution? after) => before is not null && !ReferenceEquals(before, after)
        && (after is null || before.Agent != after.Agent || before.Team != after.Team
            || !before.Participants.SequenceEqual(after.Participants));
}
