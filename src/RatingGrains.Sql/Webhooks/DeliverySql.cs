using System.Data.Common;
using System.Text.Json;
using RatingGrains.Conversations;
using RatingGrains.Json;
using RatingGrains.Webhooks;

namespace RatingGrains.Sql.Webhooks;

/// <summary>How deliveries are read from their rows, and statements on a connection that has a transaction.</summary>
public static class DeliverySql
{
    internal const string Columns =
        "webhook, lane, sequence, news, state, since, attempts, tried_at, next_at, status, error";

    /// <summary>What is stored of an event.</summary>
    public static string Write(News news) => JsonSerializer.Serialize(news, CoreJson.Default.News);

    internal static WebhookDelivery Read(DbDataReader reader) => new(
        new WebhookId(reader.GetString(0)),
        new DeliveryId(reader.GetString(1), reader.GetInt64(2)),
        JsonSerializer.Deserialize(reader.GetString(3), CoreJson.Default.News)!,
        (DeliveryState)reader.GetInt32(4),
        reader.Instant(5),
        reader.GetInt32(6),
        reader.MaybeInstant(7),
        reader.MaybeInstant(8),
        reader.MaybeInt(9),
        reader.Text(10));

    internal static async Task<int> ExecuteAsync(this DbConnection connection, string sql, params object?[] values)
    {
        await using var command = connection.With(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    internal static async Task<List<T>> ListAsync<T>(
        this DbConnection connection, Func<DbDataReader, T> map, string sql, params object?[] values)
    {
        await using var command = connection.With(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(map(reader));
        return rows;
    }
}
