using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Cluster;

/// <summary>Calls the silos in turn, and waits after a change of settings until each of them knows it: they may be a second
/// behind one another, and the contract's next command may be decided on any.</summary>
internal sealed class EverywhereEngine(IReadOnlyList<IRatingEngine> engines, IReadOnlyList<IDirectory> directories) : IRatingEngine
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

    public async Task RegisterAsync(AgentId id, AgentProfile profile, CancellationToken cancellationToken)
    {
        await Next.RegisterAsync(id, profile, cancellationToken);
        await Eventually.BecomesTrue(
            () => directories.All(directory => directory.Find(id) == profile), $"every silo knows {id}");
    }

    public Task MarkReadAsync(AgentId id, long upTo, CancellationToken cancellationToken) =>
        Next.MarkReadAsync(id, upTo, cancellationToken);

    public async Task<ChannelReply> ConfigureAsync(
        ChannelId id, ChannelSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        var called = Next;
        var reply = await called.ConfigureAsync(id, settings, expectedVersion, cancellationToken);
        await Eventually.BecomesTrue(
            () => directories.All(directory => directory.Find(id)?.Version >= reply.Version), $"every silo knows {id}");
        return reply;
    }
}
