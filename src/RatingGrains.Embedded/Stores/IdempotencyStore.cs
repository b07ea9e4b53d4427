using RatingGrains.Embedded.Engine;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Embedded.Stores;

/// <summary>Answers to repeatable requests, for 24 hours.</summary>
internal sealed class IdempotencyStore(Database database, Lazy<Writer> writer, TimeProvider time) : IIdempotencyStore
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    public async Task<StoredAnswer?> FindAsync(string keyId, string idempotencyKey, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.With(
            "SELECT request, status, location, body FROM idempotent_answer WHERE key_id = @p1 AND idempotency_key = @p2 AND at > @p3",
            keyId, idempotencyKey, (time.GetUtcNow() - KeptFor).ToUnixTimeMilliseconds());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoredAnswer(
                reader.GetInt64(0), reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : (byte[])reader.GetValue(3))
            : null;
    }

    public Task SaveAsync(
        string keyId, string idempotencyKey, StoredAnswer answer, CancellationToken cancellationToken) =>
        writer.Value.DoAsync(turns =>
        {
            var now = turns.Now;
            turns.Batch.Writes.Add(() => database.Writer.Run(
                """
                INSERT INTO idempotent_answer (key_id, idempotency_key, request, status, location, body, at)
                VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7)
                ON CONFLICT DO UPDATE SET request = excluded.request, status = excluded.status,
                  location = excluded.location, body = excluded.body, at = excluded.at
                WHERE at <= @p8
                """,
                keyId, idempotencyKey, answer.Request, answer.Status, answer.Location, answer.Body,
                now.ToUnixTimeMilliseconds(), (now - KeptFor).ToUnixTimeMilliseconds()));
            return true;
        });
}
