using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Silo.Delivery;

namespace RatingGrains.Cluster;

/// <summary>A read side that does not answer when the test says so.</summary>
internal sealed class FailingReadSide(IReadSideWriter writer, Func<bool> fails) : IReadSideWriter
{
    public Task ShowAsync(
        Snapshot<ConversationState> shown, ImmutableArray<OutboxEntry> entries, CancellationToken cancellationToken) =>
        Try(() => writer.ShowAsync(shown, entries, cancellationToken));

    public Task ShowAsync(
        AgentId agent, Snapshot<AgentState> shown, ImmutableArray<OutboxEntry> entries,
        CancellationToken cancellationToken) =>
        Try(() => writer.ShowAsync(agent, shown, entries, cancellationToken));

    public Task ShowAsync(ChannelId channel, Snapshot<ChannelState> shown, CancellationToken cancellationToken) =>
        Try(() => writer.ShowAsync(channel, shown, cancellationToken));

    private Task Try(Func<Task> show) =>
        fails() ? Task.FromException(new StoreUnavailableException("The read side does not answer.")) : show();
}
