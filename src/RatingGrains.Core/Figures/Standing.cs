using RatingGrains.Agents;
using RatingGrains.Conversations;

namespace RatingGrains.Figures;

/// <summary>What one conversation contributes to the figures at present: at most one finish, one customer's rating and
/// one supervisor's, each for the agent it is attributed to and at the moment it happened.</summary>
public readonly record struct Standing(Contribution? Finish, Contribution? Customer, Contribution? Supervisor)
{
    public static Standing Of(ConversationState state) => new(
        state is { Finish: { } finish, FinishedAt: { } finishedAt, Phase: not Spam }
            ? new(finish.Agent, finishedAt, FigureKind.Conversation)
            : null,
        state.CustomerRating is { } rating
            ? new(rating.Attribution.Agent, rating.At, rating.Value == RatingValue.Like ? FigureKind.Like : FigureKind.Dislike)
            : null,
        state.SupervisorRating is { Stars: { } stars } review
            ? new(review.Attribution.Agent, review.At, FigureKind.OneStar + (stars - 1))
            : null);
}

/// <param name="Agent">Null where nobody held the conversation.</param>
public readonly record struct Contribution(AgentId? Agent, DateTimeOffset At, FigureKind Kind);

public enum FigureKind
{
    Conversation,
    Like,
    Dislike,
    OneStar,
    TwoStars,
    ThreeStars,
    FourStars,
    FiveStars,
}
