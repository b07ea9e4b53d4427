using RatingGrains.Channels;

namespace RatingGrains.Conversations;

/// <summary>Whether a customer may rate a conversation at a moment, by button or link.</summary>
public enum RatingRight
{
    /// <summary>Not asked, and not allowed during the conversation.</summary>
    NotYet,

    /// <summary>A first rating answers the request that stands.</summary>
    Answer,

    /// <summary>A first rating while the conversation is held.</summary>
    During,

    /// <summary>Rated, and the customer may change their mind.</summary>
    Change,

    /// <summary>The window has passed, or without one the conversation closed or was superseded.</summary>
    Over,
}

public static class RatingRights
{
    /// <summary>The right of the customer of <paramref name="state"/> (already brought up to <paramref name="now"/>).</summary>
    public static RatingRight RightToRate(this ConversationState state, ConversationContext context, DateTimeOffset now)
    {
        if (state.CustomerRating is not null)
            return MayChange(state, now) ? RatingRight.Change : RatingRight.Over;
        if (state.Request is Outstanding request)
            return request.Asked.IsOverAt(now) ? RatingRight.Over : RatingRight.Answer;
        if (state.Phase.IsOpen && IsAllowedDuring(state, context))
            return RatingRight.During;
        return state.Request is Expired or Withdrawn && !state.Phase.IsOpen ? RatingRight.Over : RatingRight.NotYet;
    }

    /// <summary>Until the window of the answered request ends or, without one, until the conversation closes.</summary>
    private static bool MayChange(ConversationState state, DateTimeOffset now) =>
        state.Request is Answered { Asked: { Deadline: not null } asked } ? !asked.IsOverAt(now) : !state.Phase.IsOver;

    private static bool IsAllowedDuring(ConversationState state, ConversationContext context) =>
        context.Features.CustomerRating
        && context.Channel.Rating is { AskCustomer: true, AllowDuringConversation: true }
        && state.Thread.Connector == Connectors.LiveChat;
}
