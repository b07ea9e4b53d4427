using System.Buffers.Binary;
using System.Security.Cryptography;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Silo.Cluster;
using RatingGrains.Silo.Grains;
using RatingGrains.Threads;

namespace RatingGrains.Silo.Engine;

/// <summary>The engine as the front of this silo sees it: each call goes to a grain, wherever in the cluster that lives.</summary>
internal sealed class SiloEngine(
    IGrainFactory grains, DirectoryNews news, Retrying retrying, TimeProvider time) : IRatingEngine
{
    public Task<MessageReceipt> ReceiveAsync(ThreadId thread, InboundMessage message, CancellationToken cancellationToken)
    {
        var at = time.Now();
        return retrying.DoAsync(
            () => grains.Of<IThreadGrain>(thread.Value).ReceiveAsync(message, at), cancellationToken);
    }

    public async Task ReportDeliveryAsync(DeliveryReport report, CancellationToken cancellationToken)
    {
        var remembered = new RememberDelivery(
            report.Conversation, report.Message, report.RequestNumber is not null, report.Error is not null,
            report.CannotSendUntil);
        await retrying.DoAsync(
            () => grains.Of<IThreadGrain>(report.Thread.Value).RememberAsync(remembered), cancellationToken);
        var settled = new SettleDelivery(report.RequestNumber, report.Error, report.CannotSendUntil);
        await SendAsync(report.Conversation, settled, null, cancellationToken);
    }

    public Task<ConversationReply> SendAsync(
        ConversationId id, ConversationCommand command, long? commandId, CancellationToken cancellationToken)
    {
        // A call may be repeated without the caller: what it does must be known by an id all the same.
        var (known, at) = (commandId ?? NewCommandId(), time.Now());
        return retrying.DoAsync(
            () => grains.Of<IConversationGrain>(id.Value).SendAsync(command, known, at), cancellationToken);
    }

    public Task<ConversationReply?> FindAsync(ConversationId id, CancellationToken cancellationToken) =>
        retrying.DoAsync(() => grains.Of<IConversationGrain>(id.Value).FindAsync(), cancellationToken);

    public async Task<ConversationId?> FindNewestAsync(ThreadId thread, CancellationToken cancellationToken)
    {
        var newest = await retrying.DoAsync(
            () => grains.Of<IThreadGrain>(thread.Value).NewestAsync(), cancellationToken);
        return newest is null ? null : new ConversationId(newest);
    }

    public async Task RegisterAsync(AgentId id, AgentProfile profile, CancellationToken cancellationToken)
    {
        var version = await retrying.DoAsync(
            () => grains.Of<IAgentGrain>(id.Value).RegisterAsync(profile), cancellationToken);
        await news.TellAsync(new DirectoryAgent(id, profile, version));
    }

    public Task MarkReadAsync(AgentId id, long upTo, CancellationToken cancellationToken) =>
        retrying.DoAsync(() => grains.Of<IAgentGrain>(id.Value).MarkReadAsync(upTo), cancellationToken);

    public async Task<ChannelReply> ConfigureAsync(
        ChannelId id, ChannelSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        var commandId = NewCommandId();
        var reply = await retrying.DoAsync(
            () => grains.Of<IChannelGrain>(id.Value).ConfigureAsync(settings, expectedVersion, commandId),
            cancellationToken);
        if (reply.Refusal is null)
            await news.TellAsync(new ChannelEntry(id, settings, reply.Version));
        return reply;
    }

    private static long NewCommandId()
    {
        Span<byte> id = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(id);
        return BinaryPrimitives.ReadInt64LittleEndian(id);
    }
}
