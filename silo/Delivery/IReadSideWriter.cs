using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;

namespace RatingGrains.Silo.Delivery;

/// <summary>Shows on the read side what the outboxes of grains say. Repeats change nothing: what is shown already, or in
/// a newer version, stays. Calls of the same moment share a transaction.</summary>
internal interface IReadSideWriter
{
    /// <summary>Lists, figures, message log, history, customers' events and others' news of one conversation.</summary>
    /// <param name="shown">Its snapshot; the newest version wins.</param>
    /// <param name="entries">Of its outbox: <see cref="ShowConversation"/>, <see cref="LogMessage"/>,
    /// <see cref="RecordHistory"/>, <see cref="Announce"/>, and each <see cref="TellCustomer"/> that no messenger serves.</param>
    /// <exception cref="Ports.StoreUnavailableException">Nothing was written.</exception>
    Task ShowAsync(
        Snapshot<ConversationState> shown, ImmutableArray<OutboxEntry> entries, CancellationToken cancellationToken);

    /// <summary>What an agent is told and has read, and its profile.</summary>
    /// <exception cref="Ports.StoreUnavailableException">Nothing was written.</exception>
    Task ShowAsync(
        AgentId agent, Snapshot<AgentState> shown, ImmutableArray<OutboxEntry> entries, CancellationToken cancellationToken);

    /// <summary>A channel's settings, for the directory.</summary>
    /// <exception cref="Ports.StoreUnavailableException">Nothing was written.</exception>
    Task ShowAsync(ChannelId channel, Snapshot<ChannelState> shown, CancellationToken cancellationToken);
}
