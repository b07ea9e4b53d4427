using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Figures;
using RatingGrains.Threads;

namespace RatingGrains.Conversations;

/// <summary>A conversation as lists, filters and exports show it: flat, and derived from the state alone.</summary>
public sealed record ConversationRow(
    ConversationId Id,
    long Number,
    long Version,
    ThreadId Thread,
    ChannelId Channel,
    ConnectorId Connector,
    CustomerId CustomerId,
    string? CustomerName,
    ConversationStatus Status,
    AgentId? Agent,
    TeamId? Team,
    ImmutableArray<AgentId> Participants,
    DateTimeOffset OpenedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? ClosedAt,
    RatingValue? CustomerRating,
    string? CustomerComment,
    int? SupervisorRating,
    string? SupervisorComment,
    RequestState Request,
    RequestReason? Reason,
    Standing Standing)
{
    public static ConversationRow From(ConversationState state, long version) => new(
        state.Id, state.Number, version, state.Thread, state.Thread.Channel, state.Thread.Connector,
        state.Thread.Customer, state.CustomerName, state.Status, state.Holder, state.Team, state.Participants,
        state.OpenedAt, state.FinishedAt, state.ClosedAt, state.CustomerRating?.Value, state.CustomerRating?.Comment,
        state.SupervisorRating?.Stars, state.SupervisorRating?.Comment, state.Request.State, state.Request.Reason,
        Standing.Of(state));
}
