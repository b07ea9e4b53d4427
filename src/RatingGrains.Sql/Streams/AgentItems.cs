using System.Data.Common;
using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Sql.Streams;

/// <summary>What agents were told: the list of notifications, and all of it in order for the live stream.</summary>
internal sealed class AgentItems(IReadConnections connections)
{
    private const string Columns =
        "SELECT sequence, kind, conversation_id, conversation, version, at, value, stars, comment, actor, status, read_at FROM agent_item";

    public Task<IReadOnlyList<Notification>> NotificationsAsync(
        AgentId agent, bool unreadOnly, long? before, int limit, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add(Columns)
            .Add($" WHERE agent = {sql.Value(agent.Value)} AND kind <> {(int)AgentItemKind.Conversation}");
        if (unreadOnly)
            sql.Add(" AND read_at IS NULL");
        if (before is { } sequence)
            sql.Add($" AND sequence < {sql.Value(sequence)}");
        sql.Add($" ORDER BY sequence DESC LIMIT {sql.Value(limit)}");
        return connections.ListAsync(sql, Map, cancellationToken);
    }

    public Task<IReadOnlyList<Notification>> AfterAsync(
        AgentId agent, long after, int limit, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add(Columns)
            .Add($" WHERE agent = {sql.Value(agent.Value)} AND sequence > {sql.Value(after)}")
            .Add($" ORDER BY sequence LIMIT {sql.Value(limit)}");
        return connections.ListAsync(sql, Map, cancellationToken);
    }

    public async Task<long> LastAsync(AgentId agent, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add($"SELECT coalesce(max(sequence), 0) FROM agent_item WHERE agent = {sql.Value(agent.Value)}");
        return (await connections.ListAsync(sql, reader => reader.GetInt64(0), cancellationToken))[0];
    }

    private static Notification Map(DbDataReader reader) => new(
        reader.GetInt64(0),
        new AgentItem(
            (AgentItemKind)reader.GetInt32(1),
            new ConversationId(reader.GetString(2)),
            reader.GetInt64(3),
            reader.GetInt64(4),
            reader.Instant(5),
            (RatingValue?)reader.MaybeInt(6),
            reader.MaybeInt(7),
            reader.Text(8),
            reader.Text(9),
            (ConversationStatus?)reader.MaybeInt(10)),
        reader.MaybeInstant(11));
}
