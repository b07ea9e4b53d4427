using RatingGrains.Agents;
using RatingGrains.Silo.Stores;
using RatingGrains.Sql;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.ReadSide;

/// <summary>What agents are told and have read. A newer version takes an older one's place; the same one again changes
/// nothing, so that what was read does not become unread by a repeat.</summary>
internal static class AgentItemTable
{
    // What was read before the item came is read: the two leave an outbox in any order.
    private static readonly RowStatement Insert = new(
        """
        INSERT INTO agent_item (agent, conversation, kind, sequence, version, at, conversation_id, value, stars, comment,
          actor, status, read_at)
        SELECT r.column1, r.column2, r.column3, r.column4, r.column5, r.column6, r.column7, r.column8, r.column9, r.column10,
          r.column11, r.column12, CASE WHEN r.column3 = 0 THEN NULL ELSE
            (SELECT a.at FROM agent_read AS a WHERE a.agent = r.column1 AND a.up_to >= r.column4) END
        FROM {rows} WHERE true
        ON CONFLICT (agent, conversation, kind) DO UPDATE SET sequence = excluded.sequence, version = excluded.version,
          at = excluded.at, value = excluded.value, stars = excluded.stars, comment = excluded.comment,
          actor = excluded.actor, status = excluded.status, read_at = excluded.read_at
        WHERE excluded.version > agent_item.version
        """,
        Text, Number, Number, Number, Number, Number, Text, Number, Number, Text, Text, Number);

    private static readonly RowStatement ReadUpTo = new(
        """
        INSERT INTO agent_read (agent, up_to, at) SELECT * FROM {rows} WHERE true
        ON CONFLICT (agent) DO UPDATE SET up_to = excluded.up_to, at = excluded.at WHERE excluded.up_to > agent_read.up_to
        """,
        Text, Number, Number);

    private static readonly RowStatement MarkRead = new(
        """
        UPDATE agent_item SET read_at = r.column3 FROM {rows}
        WHERE agent_item.agent = r.column1 AND agent_item.sequence <= r.column2 AND agent_item.read_at IS NULL
          AND agent_item.kind <> 0
        """,
        Text, Number, Number);

    public static async Task WriteAsync(
        StoreTransaction transaction, Dictionary<ItemKey, (long Sequence, AgentItem Item)> items,
        Dictionary<AgentId, ShowAgentRead> reads, CancellationToken cancellationToken)
    {
        object?[][] read =
        [
            .. reads.OrderBy(one => one.Key.Value, StringComparer.Ordinal)
                .Select(one => new object?[] { one.Key.Value, one.Value.UpTo, one.Value.At.ToUnixTimeMilliseconds() }),
        ];
        await transaction.RunAsync(ReadUpTo, read, cancellationToken);
        await transaction.RunAsync(
            Insert,
            [
                .. items.OrderBy(one => one.Key.Agent.Value, StringComparer.Ordinal)
                    .ThenBy(one => one.Key.Conversation).ThenBy(one => one.Key.Kind)
                    .Select(one => Row(one.Key.Agent, one.Value.Sequence, one.Value.Item)),
            ],
            cancellationToken);
        await transaction.RunAsync(MarkRead, read, cancellationToken);
        foreach (var key in items.Keys)
            transaction.Beat(StreamName.Of(key.Agent));
    }

    private static object?[] Row(AgentId agent, long sequence, AgentItem item) =>
    [
        agent.Value, item.Number, (long)item.Kind, sequence, item.Version, item.At.ToUnixTimeMilliseconds(),
        item.Conversation.Value, (long?)item.Value, (long?)item.Stars, item.Comment, item.By, (long?)item.Status,
    ];
}
