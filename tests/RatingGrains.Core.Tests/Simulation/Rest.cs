using RatingGrains.Conversations;
using RatingGrains.Threads;

namespace RatingGrains.Simulation;

/// <summary>What must hold when everything that was promised has been kept.</summary>
internal static class Rest
{
    public static void Check(World world)
    {
        var (cluster, witness) = (world.Cluster, world.Witness);
        Hold(witness.Missing.Count == 0, () => $"never arrived: {string.Join(", ", witness.Missing.Take(5))}");
        Hold(cluster.Conversations.Kept.Values.All(c => c.Outbox.IsEmpty), () => "an outbox of a conversation is not empty");
        Hold(cluster.Threads.Kept.Values.All(t => t.Outbox.IsEmpty), () => "an outbox of a thread is not empty");
        Hold(cluster.Agents.Kept.Values.All(a => a.Outbox.IsEmpty), () => "an outbox of an agent is not empty");
        Hold(cluster.Threads.Kept.Values.All(t => t.State.UnderWay is null), () => "a message is under way");
        foreach (var (id, kept) in cluster.Conversations.Kept)
            Check(cluster, id, kept.State, kept.Version);
        Hold(
            cluster.Shown.Notifications.ToHashSet().SetEquals(witness.Told),
            () => "an agent was not told what is, or not last");
        var counted = Recount.Of(witness).Cells;
        var figures = Tally.Of(cluster.Shown.Figures);
        Hold(
            figures.SetEquals(counted),
            () => $"""
                figures are {string.Join(" ", figures.Except(counted))},
                a recount is {string.Join(" ", counted.Except(figures))}
                """);
        CheckAnswers(cluster, witness);
    }

    private static void Check(Cluster cluster, ConversationId id, ConversationState state, long version)
    {
        Hold(
            Printed.Of(cluster.Shown.Rows[id]) == Printed.Of(ConversationRow.From(state, version)),
            () => $"{id} is shown as {cluster.Shown.Rows[id]}");
        Hold(
            state.Request is not Outstanding { Asked.Deadline: null } || cluster.Threads.Read(state.Thread).State.Newest == id,
            () => $"{id} waits for a rating for ever, and is not the newest of its customer");
        Hold(
            state.Request is not (Outstanding or Expired) || cluster.Phones.Asked.Contains((id, state.Request.Asked!.Number)),
            () => $"{id} waits for a rating that its customer was not asked for");
        for (var ordinal = 1; ordinal <= state.Messages; ordinal++)
            Hold(cluster.Shown.Log.ContainsKey((id, ordinal)), () => $"message {ordinal} of {id} is not in the log");
    }

    /// <summary>Whoever was answered, and not refused, is in the thread's memory.</summary>
    private static void CheckAnswers(Cluster cluster, Witness witness)
    {
        foreach (var (thread, message) in witness.Accepted)
        {
            var receipt = new Routing(thread, cluster.Threads.Read(thread).State, message).Receipt;
            Hold(
                receipt is { Outcome: MessageOutcome.Duplicate, Refusal: null } || message.Content is RatingContent,
                () => $"message {message.Id} of {thread} was answered, and forgotten");
        }
    }

    private static void Hold(bool holds, Func<string> problem)
    {
        if (!holds)
            throw new Broken(problem());
    }
}
