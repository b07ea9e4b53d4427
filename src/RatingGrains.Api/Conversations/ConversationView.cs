using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;

namespace RatingGrains.Api.Conversations;

/// <summary>What of a conversation its reader may see.</summary>
[Flags]
internal enum Sight
{
    None = 0,
    CustomerRating = 1,
    SupervisorRating = 2,

    /// <summary>What a customer or a connector is shown.</summary>
    Customer = CustomerRating,
    Everything = CustomerRating | SupervisorRating,
}

/// <param name="RatingRight">What the customer may do now, by the token that asks; null for everybody else.</param>
/// <param name="May">What the holder of a key may do with it now; empty for a customer.</param>
internal sealed record ConversationView(
    ConversationId Id,
    long Number,
    ChannelId ChannelId,
    ConnectorId Connector,
    CustomerView Customer,
    ConversationStatus Status,
    AgentId? AgentId,
    TeamId? Team,
    ImmutableArray<AgentId> Participants,
    DateTimeOffset OpenedAt,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? FirstReplyAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? ClosesAt,
    DateTimeOffset? ClosedAt,
    RatingRequestView RatingRequest,
    CustomerRatingView? CustomerRating,
    SupervisorRatingView? SupervisorRating,
    RatingRight? RatingRight,
    ImmutableArray<ConversationAct> May,
    long Version)
{
    public static ConversationView From(
        ConversationState state, long version, Sight sight, RatingRight? right = null,
        IEnumerable<ConversationAct>? may = null) => new(
        state.Id, state.Number, state.Thread.Channel, state.Thread.Connector,
        new CustomerView(state.Thread.Customer.Value, state.CustomerName), state.Status, state.Holder, state.Team,
        state.Participants, state.OpenedAt, state.AcceptedAt, state.FirstReplyAt, state.FinishedAt,
        (state.Phase as Closing)?.ClosesAt, state.ClosedAt, RatingRequestView.From(state.Request),
        sight.HasFlag(Sight.CustomerRating) ? CustomerRatingView.From(state.CustomerRating) : null,
        sight.HasFlag(Sight.SupervisorRating) ? SupervisorRatingView.From(state.SupervisorRating) : null,
        right, [.. may ?? []], version);
}

internal sealed record CustomerView(string Id, string? Name);

/// <param name="Reason">Why it was not sent, or is no longer outstanding.</param>
internal sealed record RatingRequestView(
    RequestState State, RequestReason? Reason, DateTimeOffset? SentAt, DateTimeOffset? Deadline)
{
    public static RatingRequestView From(RatingRequest request) =>
        new(request.State, request.Reason, request.Asked?.SentAt, request.Asked?.Deadline);
}

/// <param name="AgentId">To whom the rating belongs.</param>
internal sealed record CustomerRatingView(
    RatingValue Value, string? Comment, DateTimeOffset At, AgentId? AgentId, int Changes)
{
    public static CustomerRatingView? From(CustomerRating? rating) => rating is null
        ? null
        : new(rating.Value, rating.Comment, rating.At, rating.Attribution.Agent, rating.Changes);
}

internal sealed record SupervisorRatingView(int? Stars, string? Comment, string By, DateTimeOffset At)
{
    public static SupervisorRatingView? From(SupervisorRating? rating) =>
        rating is null ? null : new(rating.Stars, rating.Comment, rating.By, rating.At);
}
