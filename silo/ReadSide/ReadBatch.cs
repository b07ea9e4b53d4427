using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Sql.Webhooks;

namespace RatingGrains.Silo.ReadSide;

/// <summary>What one transaction writes, gathered from many calls: of several versions of one thing only the newest.</summary>
internal sealed class ReadBatch
{
    public Dictionary<long, Snapshot<ConversationState>> Conversations { get; } = [];
    public List<LoggedEffect> Log { get; } = [];
    public Dictionary<EffectId, (TellCustomer Message, DateTimeOffset At)> Events { get; } = [];
    public Dictionary<EffectId, News> News { get; } = [];
    public Dictionary<ItemKey, (long Sequence, AgentItem Item)> Items { get; } = [];
    public Dictionary<AgentId, ShowAgentRead> Reads { get; } = [];
    public Dictionary<ChannelId, Snapshot<ChannelState>> Channels { get; } = [];
    public Dictionary<AgentId, Snapshot<AgentState>> Agents { get; } = [];

    public static ReadBatch Of(IReadOnlyList<Shown> calls, WebhookStore webhooks)
    {
        var batch = new ReadBatch();
        foreach (var call in calls)
        {
            switch (call)
            {
                case ShownConversation shown:
                    batch.Add(shown, webhooks);
                    break;
                case ShownAgent shown:
                    batch.Add(shown);
                    break;
                case ShownChannel { Snapshot.State.Settings: not null } shown:
                    KeepNewest(batch.Channels, shown.Channel, shown.Snapshot);
                    break;
            }
        }
        return batch;
    }

    private void Add(ShownConversation shown, WebhookStore webhooks)
    {
        var (number, channel) = (shown.Snapshot.State.Number, shown.Snapshot.State.Thread.Channel);
        foreach (var entry in shown.Entries)
        {
            switch (entry.Effect)
            {
                case ShowConversation:
                    KeepNewest(Conversations, number, shown.Snapshot);
                    break;
                case LogMessage log:
                    Log.Add(new LoggedEffect(number, entry.Id, log.Message, null));
                    break;
                case RecordHistory record:
                    Log.Add(new LoggedEffect(number, entry.Id, null, record.Entry));
                    break;
                case TellCustomer message:
                    Events.TryAdd(entry.Id, (message, entry.DueAt));
                    break;
            }
            if (ConversationMachine.NewsIn(entry.Effect) is { } kind && !webhooks.WhoHears(kind, channel).IsEmpty)
                News.TryAdd(entry.Id, ConversationMachine.NewsOf(shown.Snapshot, entry));
        }
    }

    private void Add(ShownAgent shown)
    {
        foreach (var entry in shown.Entries)
        {
            switch (entry.Effect)
            {
                case ShowAgent when shown.Snapshot.State.Profile is not null:
                    KeepNewest(Agents, shown.Agent, shown.Snapshot);
                    break;
                case ShowAgentItems items:
                    for (var i = 0; i < items.Items.Length; i++)
                        Add(shown.Agent, items.FirstSequence + i, items.Items[i]);
                    break;
                case ShowAgentRead read when !Reads.TryGetValue(shown.Agent, out var known) || read.UpTo > known.UpTo:
                    Reads[shown.Agent] = read;
                    break;
            }
        }
    }

    private void Add(AgentId agent, long sequence, AgentItem item)
    {
        var key = new ItemKey(agent, item.Number, item.Kind);
        if (!Items.TryGetValue(key, out var known) || item.Version > known.Item.Version
            || (item.Version == known.Item.Version && sequence < known.Sequence))
            Items[key] = (sequence, item);
    }

    private static void KeepNewest<TKey, TState>(
        Dictionary<TKey, Snapshot<TState>> newest, TKey key, Snapshot<TState> snapshot) where TKey : notnull
    {
        if (!newest.TryGetValue(key, out var known) || snapshot.Version > known.Version)
            newest[key] = snapshot;
    }
}

/// <summary>A line of a conversation's log: a message or an entry of the history.</summary>
internal sealed record LoggedEffect(long Conversation, EffectId Id, LoggedMessage? Message, HistoryEntry? History)
{
    /// <summary>Derived from the effect's id, so that a repeat finds itself there.</summary>
    public long Sequence => (Id.Version << 8) | (long)Id.Index;
}

internal readonly record struct ItemKey(AgentId Agent, long Conversation, AgentItemKind Kind);
