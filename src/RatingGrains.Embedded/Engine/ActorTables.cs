using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Embedded.Storage;
using RatingGrains.Json;
using RatingGrains.Threads;

namespace RatingGrains.Embedded.Engine;

/// <summary>The four kinds of actors.</summary>
internal sealed class ActorTables(Database database) : IDisposable
{
    public ActorTable<ThreadMemory> Threads { get; } = new(
        database.Writer, "thread_actor", ThreadMachine.Initial, CoreJson.Default.SnapshotThreadMemory,
        ThreadMachine.Deadline);

    public ActorTable<ConversationState> Conversations { get; } = new(
        database.Writer, "conversation_actor", ConversationMachine.Initial, CoreJson.Default.SnapshotConversationState,
        ConversationMachine.Deadline,
        snapshot => snapshot.State.Number);

    public ActorTable<AgentState> Agents { get; } = new(
        database.Writer, "agent_actor", AgentMachine.Initial, CoreJson.Default.SnapshotAgentState,
        AgentMachine.Deadline);

    public ActorTable<ChannelState> Channels { get; } = new(
        database.Writer, "channel_actor", ChannelMachine.Initial, CoreJson.Default.SnapshotChannelState,
        ChannelMachine.Deadline);

    /// <summary>Actors leave the memory once they were idle for <paramref name="idle"/> batches, or at once where
    /// there are too many.</summary>
    public void Passivate(long round, long idle, int max)
    {
        var before = Threads.Count + Conversations.Count > max ? round - 1 : round - idle;
        Threads.Passivate(before);
        Conversations.Passivate(before);
    }

    public void Dispose()
    {
        Threads.Dispose();
        Conversations.Dispose();
        Agents.Dispose();
        Channels.Dispose();
    }
}
