using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Json;
using RatingGrains.Kernel;
using RatingGrains.Silo.Delivery;

namespace RatingGrains.Silo.Grains;

/// <summary>One agent. What it is told comes from many conversations at once, so deliveries interleave: all that wait
/// while one write is under way share the next.</summary>
[GrainType("agent")]
internal sealed class AgentGrain(
    [PersistentState(GrainRecord.Name, GrainRecord.Storage)] IPersistentState<GrainRecord> record, ActorTools tools,
    OutletTools outlets, IReadSideWriter readSide)
    : ActorGrain<AgentMachine, AgentState, AgentCommand, AgentEvent>(
        record, CoreJson.Default.SnapshotAgentState, tools), IAgentGrain
{
    private readonly ToldQueue _told = new();
    private TaskCompletionSource? _room;
    private bool _telling;

    private AgentId Id => new(Key);

    public Task TellAsync(ImmutableArray<AgentItem> items)
    {
        var taken = _told.Add(items);
        if (!_telling)
            _ = TellAllAsync();
        return taken;
    }

    public async Task<long> RegisterAsync(AgentProfile profile)
    {
        await RunAsync(new RegisterAgent(Id, profile));
        return Snapshot.Version;
    }

    public Task MarkReadAsync(long upTo) => RunAsync(new MarkRead(Id, upTo));

    protected override ImmutableArray<Outlet> MakeOutlets() => [new(this, outlets, _ => true, ShowAsync)];

    private async Task TellAllAsync()
    {
        _telling = true;
        while (_told.Take() is { } batch)
        {
            try
            {
                await RunAsync(new Tell(Id, batch.Items));
                batch.Taken();
                // What is not shown yet is in the record: it stays small however fast items come.
                while (Unshown > ToldQueue.BatchMax)
                    await (_room ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
            catch (Exception broken)
            {
                batch.Failed(broken);
            }
        }
        _telling = false;
    }

    private int Unshown => Waiting.Sum(entry => entry.Effect is ShowAgentItems shown ? shown.Items.Length : 1);

    private async Task ShowAsync(ImmutableArray<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        await readSide.ShowAsync(Id, Snapshot, entries, cancellationToken);
        Delivered(entries);
        // Who waits may wait anew at once: not for the one that is done.
        var waited = _room;
        _room = null;
        waited?.TrySetResult();
    }
}
