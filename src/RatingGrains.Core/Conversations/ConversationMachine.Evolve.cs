using System.Diagnostics;
using RatingGrains.Agents;

namespace RatingGrains.Conversations;

/// <summary>What each event makes of the state. No rules here, and no clock.</summary>
public sealed partial class ConversationMachine
{
    public static ConversationState Evolve(ConversationState state, ConversationEvent happened)
    {
        var next = happened switch
        {
            Opened e => ConversationState.Unopened with
            {
                Id = e.Id,
                Number = e.Number,
                Thread = e.Thread,
                OpenedBy = e.By,
                CustomerName = e.CustomerName,
                CannotSendUntil = e.CannotSendUntil,
                OpenedAt = e.At,
                Phase = new New(),
            },
            MessageReceived e => state with
            {
                CustomerName = e.CustomerName ?? state.CustomerName,
                Phase = e.Waits && state.Phase is Accepted or WaitingForCustomer ? new WaitingForAgent() : state.Phase,
            },
            AgentAccepted e => Hold(state, e.Agent, e.Team, e.At),
            AgentAnswered e => state with
            {
                FirstReplyAt = state.FirstReplyAt ?? e.At,
                Phase = state.Phase is Closing ? state.Phase : new WaitingForCustomer(e.SilentAt),
            },
            Transferred e => Hold(state, e.To, e.Team, e.At),
            Released => state with { Holder = null, Team = null, Phase = new New() },
            Finished e => state with { FinishedAt = e.At, Finish = e.Attribution },
            ClosingBegan e => state with { Phase = new Closing(e.ClosesAt) },
            CloseDelayed e => state with { Phase = new Closing(e.ClosesAt) },
            Resumed => state with { Phase = new WaitingForAgent() },
            ConversationClosed e => state with { Phase = new Closed(e.At) },
            MarkedAsSpam e => state with { Phase = new Spam(e.At) },
            SendingBlocked e => state with { CannotSendUntil = e.Until },
            SendingAllowed e => state with { CanSendUntil = e.Until },
            RatingRefused or RatingCameLate => state with { Uncounted = state.Uncounted + 1 },
            SupervisorRated e => state with
            {
                SupervisorRating = new SupervisorRating(e.Stars, e.Comment, e.By, e.At, e.Attribution),
            },
            _ => EvolveRequest(state, happened),
        };
        return SpokenText(happened) is null ? next : next with { Messages = state.Messages + 1 };
    }

    private static ConversationState EvolveRequest(ConversationState state, ConversationEvent happened) => happened switch
    {
        RatingRequested e => state with { Request = new Outstanding(e.Asked, Later: false), Requests = e.Asked.Number },
        RatingNotRequested e => state with
        {
            Request = state.Request is Answered answered ? answered with { Reason = e.Reason } : new NotSent(e.Reason, null),
        },
        RequestWithdrawn e => state with
        {
            // What never arrived keeps the reason why; only what was asked is given up.
            Request = state.Request is NotSent unsent
                ? unsent with { Asked = null }
                : new Withdrawn(state.Request.Asked!, e.Reason),
        },
        RequestExpired => state with { Request = new Expired(state.Request.Asked!) },
        RequestUndelivered => state with { Request = new NotSent(RequestReason.DeliveryFailed, state.Request.Asked) },
        RequestDelivered e => state with
        {
            Request = new Outstanding(state.Request.Asked! with { SentAt = e.At, Deadline = e.Deadline }, Later: false),
        },
        RatingPostponed => state with { Request = new Outstanding(state.Request.Asked!, Later: true) },
        CustomerRated e => state with
        {
            CustomerRating = new CustomerRating(e.Value, e.Comment, e.At, e.Attribution, Changes: 0),
            Request = state.Request is Outstanding request ? new Answered(request.Asked, null) : state.Request,
        },
        CustomerRatingChanged e => state with
        {
            CustomerRating = state.CustomerRating! with
            {
                Value = e.Value,
                Comment = e.Comment,
                At = e.At,
                Changes = state.CustomerRating.Changes + 1,
            },
        },
        _ => throw new UnreachableException(),
    };

    private static ConversationState Hold(ConversationState state, AgentId agent, TeamId? team, DateTimeOffset at) => state with
    {
        Holder = agent,
        Team = team,
        Participants = state.Participants.Contains(agent) ? state.Participants : state.Participants.Add(agent),
        AcceptedAt = state.AcceptedAt ?? at,
        Phase = state.Phase is New ? new Accepted() : state.Phase,
    };

    /// <summary>The words that this event adds to the conversation; null where nothing was said.</summary>
    private static string? SpokenText(ConversationEvent happened) => happened switch
    {
        MessageReceived e => e.Text,
        AgentAnswered e => e.Text,
        RatingRequested e => NotEmpty(e.Asked.Texts.Request),
        CustomerRated e => NotEmpty(e.Thanks),
        CustomerRatingChanged e => NotEmpty(e.Thanks),
        RatingCameLate e => NotEmpty(e.Reply),
        _ => null,
    };

    private static string? NotEmpty(string text) => text.Length == 0 ? null : text;
}
