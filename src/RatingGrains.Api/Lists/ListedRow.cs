using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Lists;

/// <summary>A conversation as a row of the list.</summary>
internal sealed record ListedRow(
    ConversationId Id,
    long Number,
    ChannelId ChannelId,
    ConnectorId Connector,
    ListedCustomer Customer,
    ConversationStatus Status,
    AgentId? AgentId,
    TeamId? Team,
    DateTimeOffset OpenedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? ClosedAt,
    RatingValue? CustomerRating,
    string? CustomerComment,
    int? SupervisorRating,
    string? SupervisorComment,
    RequestState RatingRequest,
    RequestReason? Reason)
{
    public static ListedRow From(ListedConversation row) => new(
        row.Id, row.Number, row.Channel, row.Connector, new ListedCustomer(row.CustomerId, row.CustomerName),
        row.Status, row.Agent, row.Team, row.OpenedAt, row.FinishedAt, row.ClosedAt,
        row.CustomerRating, row.CustomerComment, row.SupervisorRating, row.SupervisorComment, row.Request, row.Reason);
}

internal sealed record ListedCustomer(string Id, string? Name);
