using RatingGrains.Kernel;

namespace RatingGrains.Conversations;

/// <summary>How a conversation ends, and whether its customer is asked for a rating.</summary>
public sealed partial class ConversationMachine
{
    private static Rejection? DecideFinish(Turn turn, Finish c)
    {
        if (turn.State.Phase.IsOver)
            return Rejection.ConversationClosed;
        if (c.Agent is { } agent && TakeUp(turn, agent) is { } refusal)
            return refusal;
        if (turn.State.Phase is not Closing)
            return EndWork(turn, c.By);

        // Finished before: now it closes, and an outstanding request can still be answered.
        turn.Happen(new ConversationClosed(turn.Now));
        return null;
    }

    private static Rejection? EndWork(Turn turn, string? by)
    {
        var attribution = AttributionNow(turn);
        turn.Happen(new Finished(by, attribution, turn.Now));

        if (WhyNotAsk(turn, spam: false) is { } reason)
        {
            turn.Happen(new RatingNotRequested(reason, turn.Now));
            turn.Happen(new ConversationClosed(turn.Now));
            return null;
        }

        turn.Happen(new RatingRequested(Ask(turn, attribution)));
        var closesAt = turn.Now + turn.Context.Channel.Closing.AfterFinish;
        turn.Happen(closesAt > turn.Now ? new ClosingBegan(closesAt) : new ConversationClosed(turn.Now));
        return null;
    }

    /// <summary>Who answers for the conversation at this moment, with the team of this moment.</summary>
    private static Attribution AttributionNow(Turn turn) => new(
        turn.State.Holder,
        turn.State.Holder is { } holder ? turn.Context.Teams.TeamOf(holder) ?? turn.State.Team : null,
        turn.State.Participants);

    /// <summary>The first reason, in this order, not to ask; null where the customer is asked.</summary>
    private static RequestReason? WhyNotAsk(Turn turn, bool spam) => turn switch
    {
        { Context.Features.CustomerRating: false } => RequestReason.FeatureOff,
        { Context.Channel.Active: false } => RequestReason.ChannelInactive,
        _ when spam => RequestReason.Spam,
        { Context.Channel.Rating.AskCustomer: false } => RequestReason.Disabled,
        { State.CustomerRating: not null } => RequestReason.AlreadyRated,
        _ when turn.State.CannotSendUntil > turn.Now => RequestReason.ConnectorCannotSend,
        _ when turn.State.CanSendUntil <= turn.Now => RequestReason.ConnectorCannotSend,
        _ => null,
    };

    private static Asked Ask(Turn turn, Attribution attribution)
    {
        var rating = turn.Context.Channel.Rating;
        var texts = rating.TextsFor(turn.State.Thread.Connector);
        return new Asked(
            turn.State.Requests + 1, turn.Now, turn.Now + rating.Window, rating.Window, rating.CloseOnRating,
            rating.AcceptTrailingComment, texts, attribution,
            NotEmpty(texts.Request) is null ? 0 : turn.State.Messages + 1);
    }

    private static Rejection? DecideSpam(Turn turn, MarkSpam c)
    {
        if (turn.State.Phase.IsOver)
            return Rejection.ConversationClosed;
        if (c.Agent is { } agent && TakeUp(turn, agent) is { } refusal)
            return refusal;
        if (turn.State.Request is Outstanding)
            turn.Happen(new RequestWithdrawn(RequestReason.Spam, turn.Now));
        else if (turn.State.Request is NotAsked && WhyNotAsk(turn, spam: true) is { } reason)
            turn.Happen(new RatingNotRequested(reason, turn.Now));
        turn.Happen(new MarkedAsSpam(c.By, turn.Now));
        return null;
    }

    /// <summary>What became of a message to the customer: a request that cannot be delivered was not sent.</summary>
    private static Rejection? DecideSettle(Turn turn, SettleDelivery c)
    {
        var until = c.CannotSendUntil ?? (c.Error is null ? null : turn.State.CannotSendUntil);
        if (until != turn.State.CannotSendUntil)
            turn.Happen(new SendingBlocked(until));

        switch (turn.State.Request)
        {
            // Also when its window has passed meanwhile: what never arrived did not expire.
            case Outstanding or Expired when c.Error is not null && turn.State.Request.Asked!.Number == c.RequestNumber:
                turn.Happen(new RequestUndelivered(c.Error, turn.Now));
                break;
            case NotSent { Reason: RequestReason.DeliveryFailed, Asked: { } asked }
                when c.Error is null && asked.Number == c.RequestNumber && turn.State.Phase is Closing or Closed:
                turn.Happen(new RequestDelivered(turn.Now + asked.Window, turn.Now));
                break;
        }
        return null;
    }
}
