using RatingGrains.Ports;
using RatingGrains.Sql;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.Stores;

/// <summary>Answers to repeatable requests, for 24 hours, whichever silo is asked. Those of one moment share a commit.</summary>
internal sealed class IdempotencyStore : IIdempotencyStore, IAsyncDisposable
{
    private static readonly RowStatement Insert = new(
        """
        INSERT INTO idempotent_answer (key_id, idempotency_key, request, status, location, body, at)
        SELECT r.column1, r.column2, r.column3, r.column4, r.column5, r.column6, r.column7 FROM {rows} WHERE true
        ON CONFLICT (key_id, idempotency_key) DO UPDATE SET request = excluded.request, status = excluded.status,
          location = excluded.location, body = excluded.body, at = excluded.at
        WHERE idempotent_answer.at <= excluded.at - 86400000
        """,
        Text, Text, Number, Number, Text, Bytes, Number);

    private readonly IStoreDatabase _database;
    private readonly TimeProvider _time;
    private readonly GroupCommit<Kept> _commits;

    public IdempotencyStore(IStoreDatabase database, TimeProvider time)
    {
        (_database, _time) = (database, time);
        _commits = new GroupCommit<Kept>("KeepAnswers", CommitAsync);
    }

    public Task<StoredAnswer?> FindAsync(string keyId, string idempotencyKey, CancellationToken cancellationToken) =>
        _database.FindAnswerAsync(keyId, idempotencyKey, _time.GetUtcNow(), cancellationToken);

    public Task SaveAsync(
        string keyId, string idempotencyKey, StoredAnswer answer, CancellationToken cancellationToken) =>
        _commits.AddAsync(new Kept(keyId, idempotencyKey, answer, _time.GetUtcNow()), cancellationToken);

    public ValueTask DisposeAsync() => _commits.DisposeAsync();

    private Task CommitAsync(IReadOnlyList<Kept> answers)
    {
        object?[][] rows =
        [
            .. answers.DistinctBy(one => (one.KeyId, one.Key))
                .OrderBy(one => one.KeyId, StringComparer.Ordinal).ThenBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => new object?[]
                {
                    one.KeyId, one.Key, one.Answer.Request, (long)one.Answer.Status, one.Answer.Location, one.Answer.Body,
                    one.At.ToUnixTimeMilliseconds(),
                }),
        ];
        return _database.WriteAsync(
            transaction => transaction.RunAsync(Insert, rows, CancellationToken.None), CancellationToken.None);
    }

    private sealed record Kept(string KeyId, string Key, StoredAnswer Answer, DateTimeOffset At);
}
