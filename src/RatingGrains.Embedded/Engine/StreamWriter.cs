using Microsoft.Data.Sqlite;
using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Embedded.Storage;
using RatingGrains.Kernel;

namespace RatingGrains.Embedded.Engine;

/// <summary>Adds to what is listed and followed: messages, history, what agents and connectors are told.</summary>
internal sealed class StreamWriter(SqliteConnection connection) : IDisposable
{
    private readonly Statement _message = new(connection, """
        INSERT INTO conversation_log (conversation, sequence, ordinal, source, agent, text, at, is_rating)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """);
    private readonly Statement _history = new(connection, """
        INSERT INTO conversation_log (conversation, sequence, at, actor, kind, what, value, stars, comment, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);
    private readonly Statement _event = new(connection, """
        INSERT INTO customer_event (channel, kind, conversation_id, thread, text, request_number, at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """);
    private readonly Statement _item = new(connection, """
        INSERT INTO agent_item (agent, conversation, kind, sequence, version, at, conversation_id, value, stars,
          comment, actor, status, read_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
        ON CONFLICT DO UPDATE SET sequence = excluded.sequence, version = excluded.version, at = excluded.at,
          value = excluded.value, stars = excluded.stars, comment = excluded.comment, actor = excluded.actor,
          status = excluded.status, read_at = NULL
        WHERE excluded.version >= version
        """);
    private readonly Statement _read = new(connection, """
        UPDATE agent_item SET read_at = ? WHERE agent = ? AND sequence <= ? AND read_at IS NULL AND kind <> 0
        """);

    public void Write(long conversation, EffectId id, LoggedMessage message) =>
        _message.Bind(conversation).Bind(SequenceOf(id)).Bind((long)message.Ordinal).Bind((long)message.From).Bind(message.Agent?.Value)
            .Bind(message.Text).Bind(message.At).Bind(message.IsRating ? 1L : 0L).Run();

    public void Write(long conversation, EffectId id, HistoryEntry entry) =>
        _history.Bind(conversation).Bind(SequenceOf(id)).Bind(entry.At).Bind(entry.By)
            .Bind((long)entry.Kind).Bind((long)entry.What).Bind((long?)entry.Value).Bind(entry.Stars)
            .Bind(entry.Comment).Bind((long?)entry.Reason).Run();

    public void Write(TellCustomer message, DateTimeOffset at) =>
        _event.Bind(message.Thread.Channel.Value).Bind((long)message.Kind).Bind(message.Conversation.Value)
            .Bind(message.Thread.Value).Bind(message.Text).Bind(message.RequestNumber).Bind(at).Run();

    public void Write(AgentId agent, long sequence, AgentItem item) =>
        _item.Bind(agent.Value).Bind(item.Number).Bind((long)item.Kind).Bind(sequence).Bind(item.Version).Bind(item.At)
            .Bind(item.Conversation.Value).Bind((long?)item.Value).Bind(item.Stars).Bind(item.Comment).Bind(item.By)
            .Bind((long?)item.Status).Run();

    public void Write(ShowAgentRead read) =>
        _read.Bind(read.At).Bind(read.Agent.Value).Bind(read.UpTo).Run();

    /// <summary>Derived from the effect's id, so that writing it twice would be noticed.</summary>
    private static long SequenceOf(EffectId id) => (id.Version << 8) | (long)id.Index;

    public void Dispose()
    {
        _message.Dispose();
        _history.Dispose();
        _event.Dispose();
        _item.Dispose();
        _read.Dispose();
    }
}
