using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Simulation;

/// <summary>What is owed is delivered, noted as delivered in another write, and delivered again where that one failed.</summary>
internal sealed partial class Cluster
{
    private readonly Dictionary<EffectId, OutboxEntry> _parked = [];
    private readonly List<(OutboxEntry Entry, ConversationRow? Row)> _onTheWay = [];

    public bool AnythingIsLate => _onTheWay.Count + Reports.Count > 0;

    /// <summary>What connectors have yet to report of what they sent.</summary>
    public List<Errand> Reports { get; } = [];

    /// <summary>One entry after the other, until none is due.</summary>
    public IEnumerable<string> Deliver(Errand errand, ConversationId id)
    {
        if (!errand.Take(Taken, ("outbox of", id)))
            yield break;
        while (Due(Conversations.Read(id)) is { } entry)
        {
            if (ConversationMachine.IsMoot(Conversations.Read(id).State, entry.Effect))
            {
                Conversations.Write(id, Outbox.Remove(Conversations.Read(id), entry.Id), () => witness.IsMoot(entry));
                continue;
            }
            foreach (var pause in entry.Effect is TellCustomer message ? Send(errand, entry, message) : Tell(id, entry))
                yield return pause;
        }
    }

    public IEnumerable<string> Deliver(Errand errand, ThreadId id)
    {
        if (!errand.Take(Taken, ("outbox of", id)))
            yield break;
        while (Due(Threads.Read(id)) is { } entry)
        {
            Run(((SupersedeConversation)entry.Effect).Conversation, new Supersede(), null);
            witness.Delivered(entry);
            yield return "delivered";
            Threads.Write(id, Outbox.Remove(Threads.Read(id), entry.Id));
        }
    }

    public IEnumerable<string> Deliver(Errand errand, AgentId id)
    {
        if (!errand.Take(Taken, ("outbox of", id)))
            yield break;
        while (Due(Agents.Read(id)) is { } entry)
        {
            Shown.Take(entry);
            yield return "delivered";
            Agents.Write(id, Outbox.Remove(Agents.Read(id), entry.Id));
        }
    }

    /// <summary>Somebody asks for all that was given up to be tried again.</summary>
    public void Unpark()
    {
        foreach (var entry in _parked.Values)
        {
            var id = ((TellCustomer)entry.Effect).Conversation;
            Conversations.Write(id, Outbox.Requeue(Conversations.Read(id), entry, Now));
        }
        _parked.Clear();
    }

    /// <summary>Something arrives a second time, and much later than what was sent after it.</summary>
    public IEnumerable<string> DeliverLate()
    {
        if (_onTheWay.Count == 0)
            yield break;
        var at = chance.Below(_onTheWay.Count);
        var (entry, row) = _onTheWay[at];
        _onTheWay.RemoveAt(at);
        Deliver(entry, row);
    }

    private ConversationRow? RowFor(OutboxEntry entry) => entry.Effect is ShowConversation { Conversation: var id }
        ? ConversationRow.From(Conversations.Read(id).State, Conversations.Read(id).Version)
        : null;

    private void Deliver(OutboxEntry entry, ConversationRow? row)
    {
        if (row is not null)
            Shown.Take(entry, row);
        else if (entry.Effect is TellAgent told)
            Tell(entry, told);
        else
            Shown.Take(entry);
    }

    private void Tell(OutboxEntry entry, TellAgent told)
    {
        Run(told.Agent, new Tell(told.Agent, [told.Item]));
        witness.Delivered(entry);
    }

    private IEnumerable<string> Tell(ConversationId id, OutboxEntry entry)
    {
        var row = RowFor(entry);
        if (chance.OnceIn(weather.ArrivesTwice))
            _onTheWay.Add((entry, row));
        Deliver(entry, row);
        yield return "delivered";
        Conversations.Write(id, Outbox.Remove(Conversations.Read(id), entry.Id));
    }

    private IEnumerable<string> Send(Errand errand, OutboxEntry entry, TellCustomer message)
    {
        var id = message.Conversation;
        var sent = Phones.Send(entry, message);
        yield return sent.Error is null ? "sent" : "not sent";
        OutboxEntry? exhausted = null;
        if (sent.Error is null && chance.OnceIn(3))
        {
            // Who follows the event stream reports in its own time, and may have thought that it failed.
            Conversations.Write(id, Outbox.Remove(Conversations.Read(id), entry.Id));
            if (chance.OnceIn(4))
                Reports.Add(Reported(message, new(null, "no answer")));
            Reports.Add(Reported(message, sent));
            yield break;
        }
        if (sent.Error is not null)
        {
            var failed = Outbox.Fail(Conversations.Read(id), entry.Id, sent.Lasting, null, Now, out exhausted);
            if (exhausted is null)
            {
                Conversations.Write(id, failed);
                yield break;
            }
            _parked[entry.Id] = exhausted;
        }
        foreach (var pause in Report(errand, message, sent, entry.Id))
            yield return pause;
    }

    private Errand Reported(TellCustomer message, SendResult sent) => new(
        () => $"{message.Kind} of {message.Conversation} is reported: {sent}", e => Report(e, message, sent, null),
        DateTimeOffset.MaxValue);

    /// <summary>One of those that may leave; mostly, but not always, the oldest.</summary>
    private OutboxEntry? Due<TState>(Snapshot<TState> snapshot)
    {
        OutboxEntry? due = null;
        foreach (var entry in Outbox.Heads(snapshot.Outbox))
        {
            if (entry.DueAt > Now)
                continue;
            due ??= entry;
            if (!chance.OnceIn(3))
                return entry;
        }
        return due;
    }
}
