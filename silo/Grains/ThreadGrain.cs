using System.Collections.Immutable;
using RatingGrains.Conversations;
using RatingGrains.Json;
using RatingGrains.Kernel;
using RatingGrains.Silo.Cluster;
using RatingGrains.Silo.Delivery;
using RatingGrains.Silo.Engine;
using RatingGrains.Threads;

namespace RatingGrains.Silo.Grains;

/// <summary>One customer's dialogue: sends each message in to the conversation it is for.</summary>
[GrainType("thread")]
internal sealed class ThreadGrain(
    [PersistentState(GrainRecord.Name, GrainRecord.Storage)] IPersistentState<GrainRecord> record, ActorTools tools,
    OutletTools outlets, SiloDirectory directory, Numbers numbers)
    : ActorGrain<ThreadMachine, ThreadMemory, ThreadCommand, ThreadEvent>(
        record, CoreJson.Default.SnapshotThreadMemory, tools), IThreadGrain
{
    private ThreadId Id => new(Key);

    public async Task<MessageReceipt> ReceiveAsync(InboundMessage message, DateTimeOffset at)
    {
        if (await directory.SettingsAsync(Id.Channel) is null)
            return new(null, MessageOutcome.NotExpected, Rejection.ChannelUnknown);
        var idKey = await numbers.IdKeyAsync();
        var routing = new Routing(Id, Snapshot.State, message);
        var commandId = Fingerprint.Of(message.Id.Value);
        while (routing.Next(ordinal => ConversationIds.Of(idKey, Id, ordinal), () => 0) is var (conversation, command))
        {
            // A number is taken only where one is needed.
            if (command is Open open)
                command = open with { Number = await numbers.NextAsync() };
            var answer = await GrainFactory.GetGrain<IConversationGrain>(conversation.Value)
                .ReceiveAsync(command, commandId, at);
            routing.Answered(answer.Refusal, answer.Outcome);
        }
        if (routing.Remember is { } remember)
            await RunAsync(remember);
        return routing.Receipt!.Value;
    }

    public Task RememberAsync(RememberDelivery delivery) => RunAsync(delivery);

    protected override ImmutableArray<Outlet> MakeOutlets() => [new(this, outlets, _ => true, SupersedeAsync)];

    private async Task SupersedeAsync(ImmutableArray<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            var former = ((SupersedeConversation)entry.Effect).Conversation;
            await GrainFactory.GetGrain<IConversationGrain>(former.Value)
                .SendAsync(new Supersede(), Fingerprint.Of(entry.Id.ToString()), entry.DueAt);
            ((IOutbox)this).Delivered(entry.Id);
        }
    }
}
