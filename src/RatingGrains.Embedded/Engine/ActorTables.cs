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

    /// <summary>Between commits: lets go of conversations and threads that were not used for long, so that at most
    /// <paramref name="max"/> of each are in memory.</summary>
    public void Passivate(int max, bool isTime)
    {
        Threads.Passivate(max / 2, isTime);
        Conversations.Passivate(max / 2, isTime);
    }

    /// <summary>The file has what the batch moved.</summary>
    public void Keep(Batch batch)
    {
        foreach (var actor in batch.Threads)
            Threads.Keep(actor);
        foreach (var actor in batch.Conversations)
            Conversations.Keep(actor);
        foreach (var actor in batch.Agents)
            Agents.Keep(actor);
        foreach (var actor in batch.Channels)
            Channels.Keep(actor);
    }

    /// <summary>The file has nothing of what the batch moved.</summary>
    public void Forget(Batch batch)
    {
        foreach (var actor in batch.Threads)
            Threads.Forget(actor);
        foreach (var actor in batch.Conversations)
            Conversations.Forget(actor);
        foreach (var actor in batch.Agents)
            Agents.Forget(actor);
        foreach (var actor in batch.Channels)
            Channels.Forget(actor);
    }

    public void Dispose()
    {
        Threads.Dispose();
        Conversations.Dispose();
        Agents.Dispose();
        Channels.Dispose();
    }
}
