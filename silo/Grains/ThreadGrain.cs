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
    /// <summary>Who sent a message repeats it sooner than this, or not at all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private bool _receiving;

    private ThreadId Id => new(Key);

    /// <summary>While it is at it, and for a little longer, the message under way needs no alarm.</summary>
    protected override DateTimeOffset? Alarm => Snapshot.State.UnderWay is { } message && !_receiving ? message.Since + Patience : null;

    public async Task<MessageReceipt> ReceiveAsync(InboundMessage message, DateTimeOffset at)
    {
        if (await directory.SettingsAsync(Id.Channel) is null)
            return new(null, MessageOutcome.NotExpected, Rejection.ChannelUnknown);
        _receiving = true;
        try
        {
            // A repeat of the one under way is answered as that one would have been.
            var left = Snapshot.State.UnderWay?.Message;
            if (await EndAsync() is { } ended && left == message)
                return ended;
            if (new Routing(Id, Snapshot.State, message).Receipt is { } known)
                return known;
            await RunAsync(new BeginMessage(message), at: at);
            return (await EndAsync())!.Value;
        }
        finally
        {
            _receiving = false;
            Arm();
        }
    }

    public async Task RememberAsync(RememberDelivery delivery)
    {
        await EndAsync();
        await RunAsync(delivery);
    }

    /// <summary>A message under way may have opened another.</summary>
    public async Task<string?> NewestAsync()
    {
        await EndAsync();
        return Snapshot.State.Newest?.Value;
    }

    protected override Task TickAsync() => EndAsync();

    /// <summary>Asks the conversations, one by one, for whom the message under way is; null where there is none.</summary>
    private async Task<MessageReceipt?> EndAsync()
    {
        if (Snapshot.State.UnderWay is not { } underWay)
            return null;
        var idKey = await numbers.IdKeyAsync();
        var routing = new Routing(Id, Snapshot.State, underWay.Message);
        while (routing.Next(ordinal => ConversationIds.Of(idKey, Id, ordinal), () => 0) is var (conversation, command))
        {
            // A number is taken only where one is needed.
            if (command is Open open)
                command = open with { Number = await numbers.NextAsync() };
            var answer = await GrainFactory.Of<IConversationGrain>(conversation.Value)
                .ReceiveAsync(command, routing.CommandId, underWay.Since);
            routing.Answered(answer.Refusal, answer.Outcome);
        }
        await RunAsync(routing.End);
        return routing.Receipt;
    }

    protected override ImmutableArray<Outlet> MakeOutlets() => [new(this, outlets, _ => true, SupersedeAsync)];

    private async Task SupersedeAsync(ImmutableArray<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            var former = ((SupersedeConversation)entry.Effect).Conversation;
            await GrainFactory.Of<IConversationGrain>(former.Value)
                .SendAsync(new Supersede(), Fingerprint.Of(entry.Id.ToString()), entry.DueAt);
            Delivered(entry);
        }
    }
}
