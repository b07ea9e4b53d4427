using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Cluster;

/// <summary>Calls the silos in turn: what is changed through one is decided on by the next.</summary>
internal sealed class EverywhereEngine(IReadOnlyList<IRatingEngine> engines) : IRatingEngine
{
    private int _calls;

    private IRatingEngine Next => engines[Interlocked.Increment(ref _calls) % engines.Count];

    public Task<MessageReceipt> ReceiveAsync(ThreadId thread, InboundMessage message, CancellationToken cancellationToken) =>
        Next.ReceiveAsync(thread, message, cancellationToken);

    public Task ReportDeliveryAsync(DeliveryReport report, CancellationToken cancellationToken) =>
        Next.ReportDeliveryAsync(report, cancellationToken);

    public Task<ConversationReply> SendAsync(
        ConversationId id, ConversationCommand command, long? commandId, CancellationToken cancellationToken) =>
        Next.SendAsync(id, command, commandId, cancellationToken);

    public Task<ConversationReply?> FindAsync(ConversationId id, CancellationToken cancellationToken) =>
        Next.FindAsync(id, cancellationToken);

    public Task<ConversationId?> FindNewestAsync(ThreadId thread, CancellationToken cancellationToken) =>
        Next.FindNewestAsync(thread, cancellationToken);

    public Task RegisterAsync(AgentId id, AgentProfile profile, CancellationToken cancellationToken) =>
        Next.RegisterAsync(id, profile, cancellationToken);

    public Task MarkReadAsync(AgentId id, long upTo, CancellationToken cancellationToken) =>
        Next.MarkReadAsync(id, upTo, cancellationToken);

    public Task<ChannelReply> ConfigureAsync(
        ChannelId id, ChannelSettings settings, long? expectedVersion, CancellationToken cancellationToken) =>
        Next.ConfigureAsync(id, settings, expectedVersion, cancellationToken);
}
