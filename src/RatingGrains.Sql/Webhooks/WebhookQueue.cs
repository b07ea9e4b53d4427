using System.Data.Common;
using System.Globalization;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Sql.Webhooks;

/// <summary>Deliveries wait in lanes, one for each conversation that a webhook has yet to be told of. Who claims a lane
/// moves its time to the end of the claim, so that a claim whose owner died runs out by itself. Whoever adds to a lane,
/// claims or settles it locks its row first: a delivery that is added while the last one is settled is not left behind.
/// </summary>
public sealed class WebhookQueue(IWebhookDatabase database) : IWebhookQueue
{
    private readonly string _claim =
        $"""
        WITH due AS (
          SELECT lane FROM webhook_lane WHERE webhook = @p1 AND due_at <= @p2
          ORDER BY due_at LIMIT @p3{database.PassOverLocked})
        UPDATE webhook_lane SET held = 1, due_at = @p4 WHERE webhook = @p1 AND lane IN (SELECT lane FROM due) RETURNING lane
        """;

    public IWebhookBell Listen(WebhookId id) => new WebhookBell(database.Pulses.Listen(WebhookStreams.Of(id)));

    public async Task<DateTimeOffset?> NextDueAsync(WebhookId id, CancellationToken cancellationToken) =>
        (await database.Reading.ListAsync(
            reader => reader.MaybeInstant(0), cancellationToken,
            "SELECT min(due_at) FROM webhook_lane WHERE webhook = @p1", id.Value))[0];

    public async Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(
        WebhookId id, int max, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            async connection =>
            {
                var lanes = await connection.ListAsync(
                    reader => reader.GetString(0), _claim, id.Value, now.ToUnixTimeMilliseconds(), (long)max,
                    until.ToUnixTimeMilliseconds());
                if (lanes.Count == 0)
                    return [];
                var heads = await HeadsAsync(connection, id, lanes, until);
                // A repeat of what was delivered long ago may open a lane again, in which nothing waits.
                foreach (var empty in lanes.Except(heads.Select(head => head.Delivery.Id.Lane)))
                    await FreeAsync(connection, id.Value, empty, now);
                return heads;
            },
            null, cancellationToken);

    public Task SettleAsync(
        ClaimedDelivery claimed, DeliveryOutcome outcome, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SettleAsync(connection, claimed, outcome, now), null, cancellationToken);

    private static async Task<bool> SettleAsync(
        DbConnection connection, ClaimedDelivery claimed, DeliveryOutcome outcome, DateTimeOffset now)
    {
        var (webhook, (lane, sequence)) = (claimed.Delivery.Webhook.Value, claimed.Delivery.Id);
        var released = await connection.ExecuteAsync(
            "UPDATE webhook_lane SET held = 0 WHERE webhook = @p1 AND lane = @p2 AND held = 1 AND due_at = @p3",
            webhook, lane, claimed.Until.ToUnixTimeMilliseconds());
        if (released == 0)
            return false;
        await connection.ExecuteAsync(
            """
            UPDATE webhook_delivery SET state = @p4, attempts = attempts + 1, tried_at = @p5, next_at = @p6,
              status = @p7, error = @p8, settled_at = @p9
            WHERE webhook = @p1 AND lane = @p2 AND sequence = @p3 AND state = 0
            """,
            webhook, lane, sequence, (int)outcome.State, now.ToUnixTimeMilliseconds(),
            outcome.NextAt?.ToUnixTimeMilliseconds(), outcome.Status, outcome.Error,
            outcome.State == DeliveryState.Pending ? null : now.ToUnixTimeMilliseconds());
        await FreeAsync(connection, webhook, lane, outcome.NextAt ?? now);
        return true;
    }

    /// <summary>The next of the lane may leave then; a lane in which nothing waits is gone.</summary>
    private static async Task FreeAsync(DbConnection connection, string webhook, string lane, DateTimeOffset dueAt)
    {
        var gone = await connection.ExecuteAsync(
            """
            DELETE FROM webhook_lane WHERE webhook = @p1 AND lane = @p2 AND NOT EXISTS (
              SELECT 1 FROM webhook_delivery WHERE webhook = @p1 AND lane = @p2 AND state = 0)
            """,
            webhook, lane);
        if (gone == 0)
        {
            await connection.ExecuteAsync(
                "UPDATE webhook_lane SET due_at = @p3 WHERE webhook = @p1 AND lane = @p2",
                webhook, lane, dueAt.ToUnixTimeMilliseconds());
        }
    }

    private static async Task<List<ClaimedDelivery>> HeadsAsync(
        DbConnection connection, WebhookId id, List<string> lanes, DateTimeOffset until)
    {
        var names = Enumerable.Range(2, lanes.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}"));
        return await connection.ListAsync(
            reader => new ClaimedDelivery(DeliverySql.Read(reader), until),
            $"""
            SELECT {DeliverySql.Columns} FROM webhook_delivery AS d
            WHERE webhook = @p1 AND lane IN ({string.Join(", ", names)}) AND state = 0 AND NOT EXISTS (
              SELECT 1 FROM webhook_delivery AS e
              WHERE e.webhook = d.webhook AND e.lane = d.lane AND e.state = 0 AND e.sequence < d.sequence)
            """,
            [id.Value, .. lanes]);
    }
}
