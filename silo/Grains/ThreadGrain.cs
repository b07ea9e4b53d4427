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
        await EndUnderWayAsync();
        var routing = new Routing(Id, Snapshot.State, message);
        if (routing.Receipt is null)
        {
            await RunAsync(new BeginMessage(message), at: at);
            await RouteAsync(routing, at);
        }
        return routing.Receipt!.Value;
    }

    public async Task RememberAsync(RememberDelivery delivery)
    {
        await EndUnderWayAsync();
        await RunAsync(delivery);
    }

    /// <summary>Nobody repeats the message that is under way.</summary>
    protected override Task TickAsync() => EndUnderWayAsync();

    protected override ImmutableArray<Outlet> MakeOutlets() => [new(this, outlets, _ => true, SupersedeAsync)];

    /// <summary>A message that came before and was not brought to its end comes to it first, as it was; see
    /// <see cref="Routing"/>.</summary>
    private async Task EndUnderWayAsync()
    {
        if (Snapshot.State.UnderWay is { } begun)
            await RouteAsync(new Routing(Id, Snapshot.State, begun.Message), begun.Since);
    }

    private async Task RouteAsync(Routing routing, DateTimeOffset at)
    {
        var idKey = await numbers.IdKeyAsync();
        while (routing.Next(ordinal => ConversationIds.Of(idKey, Id, ordinal), () => 0) is var (conversation, command))
        {
            // A number is taken only where one is needed.
            if (command is Open open)
                command = open with { Number = await numbers.NextAsync() };
            var answer = await GrainFactory.GetGrain<IConversationGrain>(conversation.Value)
                .ReceiveAsync(command, routing.CommandId, at);
            routing.Answered(answer.Refusal, answer.Outcome);
        }
        await RunAsync(routing.End);
    }

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
