using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Embedded.Stores;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Embedded.Engine;

/// <summary>Actors in one process over one file: each call is work for the writer, answered after its commit.</summary>
internal sealed class EmbeddedEngine(Writer writer, EffectPump pump, ParkedEffects parked) : IRatingEngine
{
    public Task<MessageReceipt> ReceiveAsync(ThreadId thread, InboundMessage message, CancellationToken cancellationToken) =>
        writer.DoAsync(turns => turns.Receive(thread, message));

    public Task ReportDeliveryAsync(DeliveryReport report, CancellationToken cancellationToken) =>
        writer.DoAsync(turns =>
        {
            turns.ReportDelivery(report);
            return true;
        });

    public Task<ConversationReply> SendAsync(
        ConversationId id, ConversationCommand command, long? commandId, CancellationToken cancellationToken) =>
        writer.DoAsync(turns => turns.Send(id, command, commandId));

    public Task<ConversationReply?> FindAsync(ConversationId id, CancellationToken cancellationToken) =>
        writer.DoAsync(turns => turns.Find(id));

    public Task<ConversationId?> FindNewestAsync(ThreadId thread, CancellationToken cancellationToken) =>
        writer.DoAsync(turns => turns.FindNewest(thread));

    public Task RegisterAsync(AgentId id, AgentProfile profile, CancellationToken cancellationToken) =>
        writer.DoAsync(turns =>
        {
            turns.Register(id, profile);
            return true;
        });

    public Task MarkReadAsync(AgentId id, long upTo, CancellationToken cancellationToken) =>
        writer.DoAsync(turns =>
        {
            turns.MarkRead(id, upTo);
            return true;
        });

    public Task<ChannelReply> ConfigureAsync(
        ChannelId id, ChannelSettings settings, long? expectedVersion, CancellationToken cancellationToken) =>
        writer.DoAsync(turns => turns.Configure(id, settings, expectedVersion));

    /// <summary>What became of an effect that left: out of the outbox, tried again later, or parked.</summary>
    public Task SettleAsync(EffectId id, SendResult result, TellCustomer message) => writer.DoAsync(turns =>
    {
        var actor = turns.Conversation(id.Key);
        OutboxEntry? exhausted = null;
        turns.Replace(actor, result.Error is null
            ? Outbox.Remove(actor.Snapshot, id)
            : Outbox.Fail(actor.Snapshot, id, result.Lasting, result.NotBefore, turns.Now, out exhausted));
        if (exhausted is not null)
            parked.Park(turns, exhausted, result.Error!);
        if (result.Error is null || exhausted is not null)
        {
            turns.ReportDelivery(new DeliveryReport(
                message.Thread, message.Conversation, message.RequestNumber, result.Message, result.Error, null));
        }
        turns.Batch.AfterCommit.Add(() => pump.Release(id.Key));
        turns.Batch.Sending.Add(actor);
        return true;
    });
}
