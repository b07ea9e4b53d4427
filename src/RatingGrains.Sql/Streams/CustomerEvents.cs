using System.Data.Common;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Sql.Streams;

/// <summary>What connectors are to send to customers, in order.</summary>
internal sealed class CustomerEvents(IReadConnections connections)
{
    private const string Columns =
        "SELECT sequence, kind, conversation_id, thread, text, request_number, at FROM customer_event";

    public Task<IReadOnlyList<CustomerEvent>> AfterAsync(
        ChannelId channel, ThreadId? thread, long after, int limit, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add(Columns)
            .Add($" WHERE channel = {sql.Value(channel.Value)} AND sequence > {sql.Value(after)}");
        if (thread is { } only)
            sql.Add($" AND thread = {sql.Value(only.Value)}");
        sql.Add($" ORDER BY sequence LIMIT {sql.Value(limit)}");
        return connections.ListAsync(sql, Map, cancellationToken);
    }

    public async Task<CustomerEvent?> FindAsync(ChannelId channel, long sequence, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add(Columns)
            .Add($" WHERE channel = {sql.Value(channel.Value)} AND sequence = {sql.Value(sequence)}");
        var found = await connections.ListAsync(sql, Map, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<long> LastAsync(ChannelId channel, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add($"SELECT coalesce(max(sequence), 0) FROM customer_event WHERE channel = {sql.Value(channel.Value)}");
        return (await connections.ListAsync(sql, reader => reader.GetInt64(0), cancellationToken))[0];
    }

    private static CustomerEvent Map(DbDataReader reader) => new(
        reader.GetInt64(0),
        (CustomerEventKind)reader.GetInt32(1),
        new ConversationId(reader.GetString(2)),
        new ThreadId(reader.GetString(3)),
        reader.GetString(4),
        reader.MaybeInt(5),
        reader.Instant(6));
}
