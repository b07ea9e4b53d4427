using System.Diagnostics;
using RatingGrains.Kernel;

namespace RatingGrains.Conversations;

/// <summary>The customer's rating and the supervisor's.</summary>
public sealed partial class ConversationMachine
{
    private static Rejection? DecideRate(Turn turn, RateAsCustomer c)
    {
        switch (turn.State.RightToRate(turn.Context, turn.Now))
        {
            case RatingRight.Answer or RatingRight.During:
                return Rate(turn, c.Value, c.Comment);
            case RatingRight.Change:
                return ChangeMind(turn, c.Value, c.Comment);
            case RatingRight.Over when SaysTheSame(turn.State, c.Value, c.Comment):
                return null;
            case RatingRight.Over:
                turn.Happen(new RatingCameLate(c.Value, c.Comment, "", turn.Now));
                return Rejection.RatingOver;
            case RatingRight.NotYet:
                turn.Happen(new RatingRefused(c.Value, c.Comment, turn.Now));
                return Rejection.RatingNotExpected;
            default:
                throw new UnreachableException();
        }
    }

    private static Rejection? RateByButton(Turn turn, RatingValue value, string? comment)
    {
        switch (turn.State.RightToRate(turn.Context, turn.Now))
        {
            case RatingRight.Answer or RatingRight.During:
                return Rate(turn, value, comment);
            case RatingRight.Change:
                return ChangeMind(turn, value, comment);
            case RatingRight.Over when SaysTheSame(turn.State, value, comment):
                return null;
            case RatingRight.Over:
                var texts = turn.State.Request.Asked?.Texts
                    ?? turn.Context.Channel.Rating.TextsFor(turn.State.Thread.Connector);
                turn.Happen(new RatingCameLate(value, comment, texts.TooLate, turn.Now));
                return null;
            case RatingRight.NotYet:
                turn.Happen(new RatingRefused(value, comment, turn.Now));
                return null;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>A first rating: the answer to the request, or given while the conversation is held.</summary>
    private static Rejection? Rate(Turn turn, RatingValue value, string? comment)
    {
        var asked = (turn.State.Request as Outstanding)?.Asked;
        var texts = asked?.Texts ?? turn.Context.Channel.Rating.TextsFor(turn.State.Thread.Connector);
        turn.Happen(new CustomerRated(
            value, Meaningful(comment), asked?.Attribution ?? AttributionNow(turn), texts.ThanksFor(value),
            turn.Context.Channel.AgentsSeeRatings, turn.Now));
        if (asked is { CloseOnRating: true } && turn.State.Phase is Closing)
            turn.Happen(new ConversationClosed(turn.Now));
        return null;
    }

    private static Rejection? ChangeMind(Turn turn, RatingValue value, string? comment)
    {
        if (SaysTheSame(turn.State, value, comment))
            return null;
        var texts = turn.State.Request.Asked?.Texts
            ?? turn.Context.Channel.Rating.TextsFor(turn.State.Thread.Connector);
        turn.Happen(new CustomerRatingChanged(
            value, Meaningful(comment), texts.ThanksFor(value), turn.Context.Channel.AgentsSeeRatings, turn.Now));
        return null;
    }

    /// <summary>Whether the rating is what counts already. Without a comment the same value says the same: a second tap
    /// does not take the comment away.</summary>
    private static bool SaysTheSame(ConversationState state, RatingValue value, string? comment) =>
        state.CustomerRating is { } current && current.Value == value
        && (comment is null || Meaningful(comment) == current.Comment);

    private static Rejection? DecidePostpone(Turn turn)
    {
        switch (turn.State.RightToRate(turn.Context, turn.Now))
        {
            case RatingRight.Answer:
                Postpone(turn);
                return null;
            case RatingRight.Over:
                return Rejection.RatingOver;
            default:
                return Rejection.RatingNotExpected;
        }
    }

    private static Rejection? PostponeByButton(Turn turn)
    {
        switch (turn.State.RightToRate(turn.Context, turn.Now))
        {
            case RatingRight.Answer:
                Postpone(turn);
                return null;
            case RatingRight.Over when turn.State.CustomerRating is null:
                turn.Happen(new RatingCameLate(null, null, turn.State.Request.Asked?.Texts.TooLate ?? "", turn.Now));
                return null;
            default:
                turn.Happen(new RatingRefused(null, null, turn.Now));
                return null;
        }
    }

    private static void Postpone(Turn turn)
    {
        if (turn.State.Request is Outstanding { Later: false })
            turn.Happen(new RatingPostponed(turn.Now));
    }

    private static Rejection? DecideSupervise(Turn turn, RateAsSupervisor c)
    {
        if (!turn.Context.Features.SupervisorRating)
            return Rejection.FeatureOff;
        foreach (var participant in turn.State.Participants)
        {
            if (participant.Value == c.By)
                return Rejection.OwnConversation;
        }

        var current = turn.State.SupervisorRating;
        var stars = c.Stars ?? current?.Stars;
        var comment = c.Comment is null ? current?.Comment : Meaningful(c.Comment);
        if (current is not null && stars == current.Stars && comment == current.Comment)
            return null;
        if (current is null && stars is null && comment is null)
            return null;

        var attribution = current?.Attribution
            ?? (turn.State.Phase.IsOpen ? null : turn.State.Finish)
            ?? AttributionNow(turn);
        turn.Happen(new SupervisorRated(stars, comment, c.By, attribution, turn.Now));
        return null;
    }

    private static string? Meaningful(string? comment) => string.IsNullOrEmpty(comment) ? null : comment;
}
