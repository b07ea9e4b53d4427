using System.Collections.Immutable;
using RatingGrains.Channels;
using RatingGrains.Json;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Silo.Delivery;

namespace RatingGrains.Silo.Grains;

/// <summary>One channel's settings. What is decided by them reads them from each silo's directory, not from here.</summary>
[GrainType("channel")]
internal sealed class ChannelGrain(
    [PersistentState(GrainRecord.Name, GrainRecord.Storage)] IPersistentState<GrainRecord> record, ActorTools tools,
    OutletTools outlets, IReadSideWriter readSide)
    : ActorGrain<ChannelMachine, ChannelState, ConfigureChannel, ChannelConfigured>(
        record, CoreJson.Default.SnapshotChannelState, tools), IChannelGrain
{
    private ChannelId Id => new(Key);

    public async Task<ChannelReply> ConfigureAsync(ChannelSettings settings, long? expectedVersion, long commandId)
    {
        var turn = await RunAsync(new(Id, settings, expectedVersion, Snapshot.Version), commandId);
        return new(turn.Next.Version, turn.Refusal);
    }

    public Task<ChannelEntry?> FindAsync() => Task.FromResult(
        Snapshot.State.Settings is { } settings ? new ChannelEntry(Id, settings, Snapshot.Version) : null);

    protected override ImmutableArray<Outlet> MakeOutlets() => [new(this, outlets, _ => true, ShowAsync)];

    private async Task ShowAsync(ImmutableArray<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        await readSide.ShowAsync(Id, Snapshot, cancellationToken);
        Delivered(entries);
    }
}
