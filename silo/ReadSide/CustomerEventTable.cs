using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Silo.Stores;
using RatingGrains.Sql;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.ReadSide;

/// <summary>What connectors are to tell customers, numbered by channel. The channel's row is locked before its events are
/// numbered and until they are committed, so that whoever sees a number can see all lower ones: a follower that goes on
/// after the last number it saw skips nothing.</summary>
internal static class CustomerEventTable
{
    private static readonly RowStatement TakeChannel = new(
        """
        INSERT INTO channel_stream (channel, last) SELECT r.column1, 0 FROM {rows} WHERE true
        ON CONFLICT (channel) DO UPDATE SET last = channel_stream.last RETURNING channel, last
        """,
        Text);

    private static readonly RowStatement Known = new(
        "SELECT effect_id FROM customer_event WHERE effect_id IN (SELECT r.column1 FROM {rows})", Text);

    private static readonly RowStatement Insert = new(
        """
        INSERT INTO customer_event (channel, sequence, effect_id, kind, conversation_id, thread, text, request_number, at)
        SELECT * FROM {rows} WHERE true
        """,
        Text, Number, Text, Number, Text, Text, Text, Number, Number);

    private static readonly RowStatement Advance = new(
        "UPDATE channel_stream SET last = r.column2 FROM {rows} WHERE channel_stream.channel = r.column1", Text, Number);

    public static async Task WriteAsync(
        StoreTransaction transaction, Dictionary<EffectId, (TellCustomer Message, DateTimeOffset At)> events,
        CancellationToken cancellationToken)
    {
        if (events.Count == 0)
            return;
        object?[][] channels =
        [
            .. events.Values.Select(one => one.Message.Thread.Channel.Value).Distinct().Order(StringComparer.Ordinal)
                .Select(channel => new object?[] { channel }),
        ];
        var last = (await transaction.ReadAsync(
            TakeChannel, channels, reader => (reader.GetString(0), reader.GetInt64(1)), cancellationToken)).ToDictionary();
        var known = transaction.LooksFirst ? await KnownAsync(transaction, events.Keys, cancellationToken) : [];
        var rows = new List<object?[]>(events.Count);
        foreach (var (id, (message, at)) in events)
        {
            var name = id.ToString();
            if (known.Contains(name))
                continue;
            var channel = message.Thread.Channel.Value;
            rows.Add(
            [
                channel, ++last[channel], name, (long)message.Kind, message.Conversation.Value, message.Thread.Value,
                message.Text, (long?)message.RequestNumber, at.ToUnixTimeMilliseconds(),
            ]);
            transaction.Beat(StreamName.Of(message.Thread.Channel));
            transaction.Beat(StreamName.Of(message.Thread));
        }
        await transaction.RunAsync(Insert, rows, cancellationToken);
        await transaction.RunAsync(Advance, [.. last.Select(one => new object?[] { one.Key, one.Value })], cancellationToken);
    }

    private static async Task<HashSet<string>> KnownAsync(
        StoreTransaction transaction, IEnumerable<EffectId> events, CancellationToken cancellationToken)
    {
        object?[][] ids = [.. events.Select(id => new object?[] { id.ToString() })];
        var known = await transaction.ReadAsync(Known, ids, reader => reader.GetString(0), cancellationToken);
        return known.ToHashSet(StringComparer.Ordinal);
    }
}
