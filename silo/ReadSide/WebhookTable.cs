using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Silo.Stores;
using RatingGrains.Sql.Webhooks;
using RatingGrains.Webhooks;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.ReadSide;

/// <summary>What webhooks have yet to be told. The lanes are locked before anything is added to them, so that what is
/// added while the last delivery of a lane is settled is not left behind. A repeat finds itself there and changes nothing.
/// </summary>
internal static class WebhookTable
{
    private static readonly RowStatement Lane = new(
        """
        INSERT INTO webhook_lane (webhook, lane, due_at, held)
        SELECT r.column1, r.column2, r.column3, 0 FROM {rows} WHERE true
        ON CONFLICT (webhook, lane) DO UPDATE SET due_at = webhook_lane.due_at
        """,
        Text, Text, Number);

    private static readonly RowStatement Delivery = new(
        """
        INSERT INTO webhook_delivery (webhook, lane, sequence, occurred_at, news, state, since, attempts)
        SELECT r.column1, r.column2, r.column3, r.column4, r.column5, 0, r.column6, 0 FROM {rows} WHERE true
        ON CONFLICT (webhook, lane, sequence) DO NOTHING
        """,
        Text, Text, Number, Number, Text, Number);

    public static async Task WriteAsync(
        StoreTransaction transaction, Dictionary<EffectId, News> news, WebhookStore webhooks, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var told = new List<(string Webhook, DeliveryId Id, News News)>();
        foreach (var (id, happened) in news)
        {
            foreach (var webhook in webhooks.WhoHears(happened.Kind, happened.Thread.Channel))
            {
                told.Add((webhook.Value, DeliveryId.Of(id), happened));
                transaction.Beat(WebhookStreams.Of(webhook));
            }
        }
        if (told.Count == 0)
            return;
        var since = now.ToUnixTimeMilliseconds();
        await transaction.RunAsync(
            Lane,
            [
                .. told.Select(one => (one.Webhook, one.Id.Lane)).Distinct()
                    .OrderBy(one => one.Webhook, StringComparer.Ordinal).ThenBy(one => one.Lane, StringComparer.Ordinal)
                    .Select(one => new object?[] { one.Webhook, one.Lane, since }),
            ],
            cancellationToken);
        await transaction.RunAsync(
            Delivery,
            [
                .. told.Select(one => new object?[]
                {
                    one.Webhook, one.Id.Lane, one.Id.Sequence, one.News.At.ToUnixTimeMilliseconds(),
                    DeliverySql.Write(one.News), since,
                }),
            ],
            cancellationToken);
    }
}
