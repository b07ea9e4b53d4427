using System.Data.Common;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Sql.Webhooks;

/// <summary>What became of deliveries, and how they are sent again.</summary>
public sealed class WebhookLog(IWebhookDatabase database) : IWebhookLog
{
    /// <summary>Rows that one transaction changes at most, so that nobody waits for it.</summary>
    private const int StepRows = 500;

    private const string Place = "(occurred_at, lane, sequence)";

    public Task<IReadOnlyList<WebhookDelivery>> ListAsync(
        WebhookId id, DeliveryState? state, DateTimeOffset? from, DateTimeOffset? to, DeliveryPosition? after, int limit,
        CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add($"SELECT {DeliverySql.Columns} FROM webhook_delivery WHERE webhook = {sql.Value(id.Value)}");
        Limit(sql, state, from, to);
        if (after is { At: var at, Id: var last })
        {
            sql.Add($" AND {Place} < ({sql.Value(at.ToUnixTimeMilliseconds())}, {sql.Value(last.Lane)}")
                .Add($", {sql.Value(last.Sequence)})");
        }
        sql.Add($" ORDER BY occurred_at DESC, lane DESC, sequence DESC LIMIT {sql.Value(limit)}");
        return database.Reading.ListAsync(sql, DeliverySql.Read, cancellationToken);
    }

    public async Task<WebhookHealth> HealthAsync(WebhookId id, CancellationToken cancellationToken)
    {
        var newest = await ListAsync(id, null, null, null, null, 1, cancellationToken);
        var (waiting, failingSince) = await OpenAsync(id, DeliveryState.Pending, cancellationToken);
        var (dead, _) = await OpenAsync(id, DeliveryState.Dead, cancellationToken);
        return new WebhookHealth(newest.Count > 0 ? newest[0] : null, failingSince, waiting, dead);
    }

    /// <summary>How many are so, the oldest first, and since when the first of them that failed. One that was replayed
    /// has its former error until it is tried again.</summary>
    private async Task<(int Count, DateTimeOffset? FailingSince)> OpenAsync(
        WebhookId id, DeliveryState state, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add("SELECT COUNT(*), MIN(CASE WHEN attempts > 0 AND error IS NOT NULL THEN since END)")
            .Add(" FROM (SELECT attempts, error, since")
            .Add($" FROM webhook_delivery WHERE webhook = {sql.Value(id.Value)}");
        Limit(sql, state, null, null);
        sql.Add($" ORDER BY occurred_at, lane, sequence LIMIT {sql.Value(WebhookHealth.CountMax)}) AS oldest");
        return (await database.Reading.ListAsync(
            sql, reader => ((int)reader.GetInt64(0), reader.MaybeInstant(1)), cancellationToken))[0];
    }

    public Task<bool> ReplayAsync(
        WebhookId id, DeliveryId delivery, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async connection =>
            {
                var found = await connection.ListAsync(
                    reader => reader.GetInt64(0),
                    "SELECT sequence FROM webhook_delivery WHERE webhook = @p1 AND lane = @p2 AND sequence = @p3",
                    id.Value, delivery.Lane, delivery.Sequence);
                if (found.Count > 0)
                    await ReplayAsync(connection, id, delivery, now);
                return found.Count > 0;
            },
            WebhookStreams.Of(id), cancellationToken);

    /// <summary>Step by step from the oldest on, each row once: what is delivered again meanwhile is not sent a third
    /// time.</summary>
    public async Task<long> ReplayAsync(
        WebhookId id, DateTimeOffset from, DateTimeOffset to, DeliveryState? state, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var replayed = 0L;
        DeliveryPosition? last = null;
        while (true)
        {
            var step = await OldestAsync(id, from, to, state, last, cancellationToken);
            if (step.Count == 0)
                return replayed;
            await database.WriteAsync(
                async connection =>
                {
                    // In one order, whoever else locks lanes.
                    foreach (var (_, delivery) in step.OrderBy(one => one.Id.Lane, StringComparer.Ordinal))
                        await ReplayAsync(connection, id, delivery, now);
                    return true;
                },
                WebhookStreams.Of(id), cancellationToken);
            replayed += step.Count;
            last = step[^1];
        }
    }

    private Task<IReadOnlyList<DeliveryPosition>> OldestAsync(
        WebhookId id, DateTimeOffset from, DateTimeOffset to, DeliveryState? state, DeliveryPosition? after,
        CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add($"SELECT occurred_at, lane, sequence FROM webhook_delivery WHERE webhook = {sql.Value(id.Value)}");
        Limit(sql, state, from, to);
        if (after is { At: var at, Id: var last })
        {
            sql.Add($" AND {Place} > ({sql.Value(at.ToUnixTimeMilliseconds())}, {sql.Value(last.Lane)}")
                .Add($", {sql.Value(last.Sequence)})");
        }
        sql.Add($" ORDER BY occurred_at, lane, sequence LIMIT {sql.Value(StepRows)}");
        return database.Reading.ListAsync(
            sql,
            reader => new DeliveryPosition(reader.Instant(0), new DeliveryId(reader.GetString(1), reader.GetInt64(2))),
            cancellationToken);
    }

    private static void Limit(SqlText sql, DeliveryState? state, DateTimeOffset? from, DateTimeOffset? to)
    {
        // Most are delivered; the index of the others is named beside the value, because not every planner sees that one
        // follows from the other.
        if (state is { } only)
            sql.Add($" AND state = {sql.Value((int)only)}").Add(only == DeliveryState.Delivered ? "" : " AND state <> 1");
        if (from is { } first)
            sql.Add($" AND occurred_at >= {sql.Value(first.ToUnixTimeMilliseconds())}");
        if (to is { } end)
            sql.Add($" AND occurred_at < {sql.Value(end.ToUnixTimeMilliseconds())}");
    }

    /// <summary>The lane first, so that no other is at work on it. One that somebody is sending from stays theirs.</summary>
    private static async Task ReplayAsync(DbConnection connection, WebhookId id, DeliveryId delivery, DateTimeOffset now)
    {
        await connection.ExecuteAsync(
            """
            INSERT INTO webhook_lane (webhook, lane, due_at, held) VALUES (@p1, @p2, @p3, 0)
            ON CONFLICT (webhook, lane) DO UPDATE SET
              due_at = CASE WHEN webhook_lane.held = 0 THEN excluded.due_at ELSE webhook_lane.due_at END
            """,
            id.Value, delivery.Lane, now.ToUnixTimeMilliseconds());
        await connection.ExecuteAsync(
            """
            UPDATE webhook_delivery SET state = 0, since = @p4, attempts = 0, next_at = @p4, settled_at = NULL
            WHERE webhook = @p1 AND lane = @p2 AND sequence = @p3
            """,
            id.Value, delivery.Lane, delivery.Sequence, now.ToUnixTimeMilliseconds());
    }
}
