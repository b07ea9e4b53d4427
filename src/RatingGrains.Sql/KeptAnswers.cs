using RatingGrains.Ports;

namespace RatingGrains.Sql;

/// <summary>Answers to repeatable requests, as every shell keeps them; how they are written each knows by itself.</summary>
public static class KeptAnswers
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    public static async Task<StoredAnswer?> FindAnswerAsync(
        this IReadConnections connections, string keyId, string idempotencyKey, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var found = await connections.ListAsync(
            reader => new StoredAnswer(
                reader.GetInt64(0), reader.GetInt32(1), reader.Text(2),
                reader.IsDBNull(3) ? null : (byte[])reader.GetValue(3)),
            cancellationToken,
            "SELECT request, status, location, body FROM idempotent_answer WHERE key_id = @p1 AND idempotency_key = @p2 AND at > @p3",
            keyId, idempotencyKey, (now - KeptFor).ToUnixTimeMilliseconds());
        return found.FirstOrDefault();
    }
}
