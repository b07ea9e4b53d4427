using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Simulation;

/// <summary>Sees every turn that was written and every answer that was given, and says at once what cannot be.</summary>
internal sealed class Witness
{
    private readonly Dictionary<(ThreadId, MessageId), int> _messages = [];
    private readonly Dictionary<(ThreadId, MessageId), TextContent> _texts = [];
    private readonly Dictionary<long, int> _commands = [];
    private readonly HashSet<(ConversationId, int Request)> _rated = [];
    private readonly Dictionary<ThreadId, int> _goingOn = [];
    private readonly Dictionary<EffectId, Effect> _owed = [];
    private readonly Dictionary<(AgentId, ConversationId, AgentItemKind), AgentItem> _told = [];

    /// <summary>All that happened, by conversation, in order.</summary>
    public Dictionary<ConversationId, List<ConversationEvent>> Events { get; } = [];

    /// <summary>What agents have to be told in the end.</summary>
    public IReadOnlyDictionary<(AgentId, ConversationId, AgentItemKind), AgentItem> Told => _told;

    /// <summary>What was promised and has not arrived yet.</summary>
    public HashSet<EffectId> Missing { get; } = [];

    /// <summary>Messages that were answered and not refused: their senders will not send them again.</summary>
    public List<(ThreadId Thread, InboundMessage Message)> Accepted { get; } = [];

    /// <summary>A conversation has written a turn, or only its outbox.</summary>
    public void Took(
        ConversationId id, ConversationCommand command, long? commandId, Snapshot<ConversationState> before,
        Transition<ConversationState, ConversationEvent> made)
    {
        if (!made.Changed)
            return;
        var after = made.Next.State;
        if (Soundness.Problem(before.State, after) is { } problem)
            throw new Broken($"{id}: {problem}");
        if (after.Phase.IsOver && made.Events.Any(e => e is MessageReceived { Waits: true }))
            throw new Broken($"{id} is over, and takes what is no rating");
        Once(id, command, commandId, made);
        CountGoingOn(before.State, after);
        if (!Events.TryGetValue(id, out var events))
            Events.Add(id, events = []);
        events.AddRange(made.Events);
        foreach (var happened in made.Events)
        {
            if (happened is CustomerRated && !_rated.Add((id, before.State.Request.Asked?.Number ?? 0)))
                throw new Broken($"{id}: two ratings count for one request");
            if (happened is Finished && !made.Events.Any(e => e is RatingRequested or RatingNotRequested))
                throw new Broken($"{id}: finished, and nobody knows why no rating was asked for");
        }
        Owes(made.Added);
    }

    /// <summary>The turn was written, so its effects have to arrive.</summary>
    public void Owes(IEnumerable<OutboxEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (!_owed.TryAdd(entry.Id, entry.Effect))
                throw new Broken($"two effects have the id {entry.Id}");
            Missing.Add(entry.Id);
            if (entry.Effect is TellAgent { Agent: var agent, Item: var item })
                _told[(agent, item.Conversation, item.Kind)] = item;
        }
    }

    public void Delivered(OutboxEntry entry)
    {
        if (!_owed.TryGetValue(entry.Id, out var effect) || effect.GetType() != entry.Effect.GetType())
            throw new Broken($"{entry.Id} was delivered before it was written");
        Missing.Remove(entry.Id);
    }

    public void IsMoot(OutboxEntry entry) => Missing.Remove(entry.Id);

    /// <summary>A customer's connector has its answer.</summary>
    public void Answered(ThreadId thread, InboundMessage message, MessageReceipt receipt)
    {
        if (receipt.Refusal is not null)
            return;
        if (message.Content is TextContent text)
            CheckText(thread, message.Id, text, receipt.Outcome);
        if (receipt.Outcome is not MessageOutcome.Duplicate)
            Accepted.Add((thread, message));
    }

    private void CheckText(ThreadId thread, MessageId id, TextContent text, MessageOutcome outcome)
    {
        if (_messages.GetValueOrDefault((thread, id)) != 1)
            throw new Broken($"message {id} of {thread} was answered with {outcome} and was not taken");
        if (!_texts.TryAdd((thread, id), text) && _texts[(thread, id)] != text)
            throw new Broken($"message {id} of {thread} was taken again with other content");
    }

    private void Once(
        ConversationId id, ConversationCommand command, long? commandId,
        Transition<ConversationState, ConversationEvent> made)
    {
        // A refusal that leaves nothing behind but what time has done did not take the command.
        if (made.Refusal is not null && !made.Events.Any(e => e is RatingCameLate or RatingRefused))
            return;
        var message = command switch
        {
            Open c => c.Message,
            Receive c => c.Message,
            _ => null,
        };
        if (message is not null && !made.Events.All(e => e is RequestExpired or ConversationClosed)
            && Count(_messages, (made.Next.State.Thread, message.Id)) > 1)
            throw new Broken($"{id}: message {message.Id} was said twice");
        if (message is null && commandId is { } given && Count(_commands, given) > 1)
            throw new Broken($"{id}: command {given} ({command.GetType().Name}) was taken twice");
    }

    private void CountGoingOn(ConversationState before, ConversationState after)
    {
        var (was, goesOn) = (before.Phase is not Unopened && !before.Phase.IsOver, !after.Phase.IsOver);
        if (was == goesOn)
            return;
        var now = _goingOn[after.Thread] = _goingOn.GetValueOrDefault(after.Thread) + (goesOn ? 1 : -1);
        if (now > 1)
            throw new Broken($"{after.Thread} has {now} conversations that are not over");
    }

    private static int Count<TKey>(Dictionary<TKey, int> counts, TKey key) where TKey : notnull =>
        counts[key] = counts.GetValueOrDefault(key) + 1;
}
