using RatingGrains.Agents;
using RatingGrains.Conversations;

namespace RatingGrains.Sql.Streams;

/// <summary>What was said in a conversation, and what became of its ratings.</summary>
internal sealed class ConversationLogs(IReadConnections connections)
{
    public Task<IReadOnlyList<LoggedMessage>> MessagesAsync(
        long conversation, int after, int limit, bool withRatings, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add("SELECT ordinal, source, agent, text, at, is_rating FROM conversation_log")
            .Add($" WHERE conversation = {sql.Value(conversation)} AND ordinal > {sql.Value(after)}");
        if (!withRatings)
            sql.Add(" AND is_rating = 0");
        sql.Add($" ORDER BY sequence LIMIT {sql.Value(limit)}");
        return connections.ListAsync(
            sql,
            reader => new LoggedMessage(
                reader.GetInt32(0),
                (MessageSource)reader.GetInt32(1),
                reader.Text(2) is { } agent ? new AgentId(agent) : null,
                reader.GetString(3),
                reader.Instant(4),
                reader.GetInt32(5) != 0),
            cancellationToken);
    }

    public Task<IReadOnlyList<(long Sequence, HistoryEntry Entry)>> HistoryAsync(
        long conversation, long after, int limit, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add("SELECT sequence, at, actor, kind, what, value, stars, comment, reason FROM conversation_log")
            .Add($" WHERE conversation = {sql.Value(conversation)} AND sequence > {sql.Value(after)}")
            .Add($" AND kind IS NOT NULL ORDER BY sequence LIMIT {sql.Value(limit)}");
        return connections.ListAsync(
            sql,
            reader => (reader.GetInt64(0), new HistoryEntry(
                reader.Instant(1),
                reader.GetString(2),
                (HistoryKind)reader.GetInt32(3),
                (HistoryWhat)reader.GetInt32(4),
                (RatingValue?)reader.MaybeInt(5),
                reader.MaybeInt(6),
                reader.Text(7),
                (RequestReason?)reader.MaybeInt(8))),
            cancellationToken);
    }
}
