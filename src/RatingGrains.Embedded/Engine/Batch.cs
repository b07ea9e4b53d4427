using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Sql;
using RatingGrains.Sql.Webhooks;
using RatingGrains.Threads;
using RatingGrains.Webhooks;

namespace RatingGrains.Embedded.Engine;

/// <summary>All that one commit will write: the actors that moved, and what they said. Many turns share one.</summary>
internal sealed class Batch
{
    private readonly List<(IActor Actor, object Mark)> _undo = [];
    private (int Messages, int History, int Events, int Told, int News, int Writes, int AfterCommit) _mark;

    public HashSet<Actor<ThreadMemory>> Threads { get; } = [];
    public HashSet<Actor<ConversationState>> Conversations { get; } = [];
    public HashSet<Actor<AgentState>> Agents { get; } = [];
    public HashSet<Actor<ChannelState>> Channels { get; } = [];
    public List<(Actor<ConversationState> Conversation, EffectId Id, LoggedMessage Message)> Messages { get; } = [];
    public List<(Actor<ConversationState> Conversation, EffectId Id, HistoryEntry Entry)> History { get; } = [];
    public List<(TellCustomer Message, DateTimeOffset At)> CustomerEvents { get; } = [];
    public List<TellAgent> Told { get; } = [];

    /// <summary>What webhooks are to be told.</summary>
    public List<(WebhookId Webhook, DeliveryId Id, News News)> News { get; } = [];

    /// <summary>Items with the numbers that their agents gave them; filled when the batch is settled.</summary>
    public List<(AgentId Agent, long Sequence, AgentItem Item)> AgentItems { get; } = [];

    public List<ShowAgentRead> AgentsRead { get; } = [];

    /// <summary>Other writes in the same transaction: keys, answers, parked effects.</summary>
    public List<Action> Writes { get; } = [];

    /// <summary>What memory learns once the file has it.</summary>
    public List<Action> AfterCommit { get; } = [];

    /// <summary>Conversations with something to send through a messenger.</summary>
    public HashSet<Actor<ConversationState>> Sending { get; } = [];

    public bool IsEmpty =>
        Threads.Count + Conversations.Count + Agents.Count + Channels.Count + Writes.Count + CustomerEvents.Count == 0;

    /// <summary>The streams that have something new once the file has it.</summary>
    public IEnumerable<string> Streams =>
    [
        .. CustomerEvents.Select(happened => happened.Message.Thread.Channel).Distinct().Select(StreamName.Of),
        .. CustomerEvents.Select(happened => StreamName.Of(happened.Message.Thread)),
        .. AgentItems.Select(item => item.Agent).Distinct().Select(StreamName.Of),
        .. News.Select(news => news.Webhook).Distinct().Select(WebhookStreams.Of),
    ];

    /// <summary>A piece of work begins; what it does can be undone until the next one begins.</summary>
    public void Begin()
    {
        _undo.Clear();
        _mark = (Messages.Count, History.Count, CustomerEvents.Count, Told.Count, News.Count, Writes.Count, AfterCommit.Count);
    }

    public void Moving(IActor actor) => _undo.Add((actor, actor.Mark()));

    /// <summary>The work failed half-way: as if it had not begun.</summary>
    public void Undo()
    {
        for (var i = _undo.Count - 1; i >= 0; i--)
            _undo[i].Actor.ReturnTo(_undo[i].Mark);
        _undo.Clear();
        Messages.RemoveRange(_mark.Messages, Messages.Count - _mark.Messages);
        History.RemoveRange(_mark.History, History.Count - _mark.History);
        CustomerEvents.RemoveRange(_mark.Events, CustomerEvents.Count - _mark.Events);
        Told.RemoveRange(_mark.Told, Told.Count - _mark.Told);
        News.RemoveRange(_mark.News, News.Count - _mark.News);
        Writes.RemoveRange(_mark.Writes, Writes.Count - _mark.Writes);
        AfterCommit.RemoveRange(_mark.AfterCommit, AfterCommit.Count - _mark.AfterCommit);
    }

    public void Clear()
    {
        Threads.Clear();
        Conversations.Clear();
        Agents.Clear();
        Channels.Clear();
        Messages.Clear();
        History.Clear();
        CustomerEvents.Clear();
        Told.Clear();
        News.Clear();
        AgentItems.Clear();
        AgentsRead.Clear();
        Writes.Clear();
        AfterCommit.Clear();
        Sending.Clear();
    }
}
