using RatingGrains.Embedded.Engine;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Embedded.Stores;

/// <summary>Answers to repeatable requests, for 24 hours.</summary>
internal sealed class IdempotencyStore(Database database, Lazy<Writer> writer, TimeProvider time) : IIdempotencyStore
{
    public Task<StoredAnswer?> FindAsync(string keyId, string idempotencyKey, CancellationToken cancellationToken) =>
        database.FindAnswerAsync(keyId, idempotencyKey, time.GetUtcNow(), cancellationToken);

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
                now.ToUnixTimeMilliseconds(), (now - KeptAnswers.KeptFor).ToUnixTimeMilliseconds()));
            return true;
        });
}
