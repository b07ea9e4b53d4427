using Microsoft.Data.Sqlite;
using RatingGrains.Conversations;
using RatingGrains.Embedded.Storage;
using RatingGrains.Sql.Webhooks;
using RatingGrains.Webhooks;

namespace RatingGrains.Embedded.Engine;

/// <summary>Adds what webhooks are to be told, in the commit of what happened.</summary>
internal sealed class WebhookWriter(SqliteConnection connection) : IDisposable
{
    private readonly Statement _lane = new(connection, """
        INSERT INTO webhook_lane (webhook, lane, due_at, held) VALUES (?, ?, ?, 0) ON CONFLICT DO NOTHING
        """);
    private readonly Statement _delivery = new(connection, """
        INSERT INTO webhook_delivery (webhook, lane, sequence, occurred_at, news, state, since, attempts)
        VALUES (?, ?, ?, ?, ?, 0, ?, 0)
        """);

    public void Write(WebhookId webhook, DeliveryId id, News news, DateTimeOffset now)
    {
        _lane.Bind(webhook.Value).Bind(id.Lane).Bind(now).Run();
        _delivery.Bind(webhook.Value).Bind(id.Lane).Bind(id.Sequence).Bind(news.At).Bind(DeliverySql.Write(news))
            .Bind(now).Run();
    }

    public void Dispose()
    {
        _lane.Dispose();
        _delivery.Dispose();
    }
}
