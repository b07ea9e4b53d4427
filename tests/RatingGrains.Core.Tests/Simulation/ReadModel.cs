using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Figures;
using RatingGrains.Kernel;
using RatingGrains.Ports;

namespace RatingGrains.Simulation;

/// <summary>Lists, log, history, notifications and figures, of what has arrived: an id that is known is dropped, a row or
/// a notification that is not newer than the one that is there changes nothing.</summary>
internal sealed class ReadModel(Witness witness)
{
    private readonly HashSet<EffectId> _arrived = [];

    public Dictionary<ConversationId, ConversationRow> Rows { get; } = [];

    public FigureChanges Figures { get; } = new();

    public Dictionary<(ConversationId, int Ordinal), LoggedMessage> Log { get; } = [];

    public Dictionary<ConversationId, List<HistoryEntry>> History { get; } = [];

    public Dictionary<(AgentId, ConversationId, AgentItemKind), AgentItem> Notifications { get; } = [];

    /// <summary>The conversations that a query finds. Who may see what is not modelled here.</summary>
    public IEnumerable<ConversationId> Find(ConversationQuery query) => Rows.Values
        .Where(row => Fits(query.CustomerRating, row.CustomerRating) && Fits(query.SupervisorRating, row.SupervisorRating))
        .Select(row => row.Id);

    public void Take(OutboxEntry entry, ConversationRow row)
    {
        witness.Delivered(entry);
        var kept = Rows.GetValueOrDefault(row.Id);
        if (kept?.Version >= row.Version)
            return;
        Figures.Move(row.Channel, kept?.Standing ?? default, row.Standing);
        Rows[row.Id] = row;
    }

    public void Take(OutboxEntry entry)
    {
        witness.Delivered(entry);
        if (!_arrived.Add(entry.Id))
            return;
        switch (entry.Effect)
        {
            case LogMessage { Conversation: var id, Message: var message }:
                if (!Log.TryAdd((id, message.Ordinal), message))
                    throw new Broken($"{id} has two messages with the ordinal {message.Ordinal}");
                break;
            case RecordHistory { Conversation: var id, Entry: var happened }:
                if (!History.TryGetValue(id, out var entries))
                    History.Add(id, entries = []);
                entries.Add(happened);
                break;
            case ShowAgentItems told:
                foreach (var item in told.Items)
                    Ring(told.Agent, item);
                break;
        }
    }

    private void Ring(AgentId agent, AgentItem item)
    {
        var key = (agent, item.Conversation, item.Kind);
        if (!Notifications.TryGetValue(key, out var kept) || kept.Version < item.Version)
            Notifications[key] = item;
    }

    private static bool Fits<T>(IReadOnlyCollection<T> wanted, T value) => wanted.Count == 0 || wanted.Contains(value);
}
