using System.Collections.Immutable;
using System.Security.Cryptography;
using RatingGrains.Embedded.Engine;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Embedded.Stores;

/// <summary>Keys that sign customers' tokens, sealed in the file. Two are valid at a time.</summary>
internal sealed class SigningKeys : ISigningKeys
{
    private const int ValidMax = 2;

    private readonly Database _database;
    private readonly Lazy<Writer> _writer;
    private readonly ISecretBox _secrets;
    private ImmutableArray<SigningKey> _valid;

    public SigningKeys(Database database, Lazy<Writer> writer, ISecretBox secrets, TimeProvider time)
    {
        (_database, _writer, _secrets) = (database, writer, secrets);
        _valid = Load();
        if (_valid.IsEmpty)
        {
            var first = Make(1, time.GetUtcNow());
            Insert(first);
            _valid = [first];
        }
    }

    public ImmutableArray<SigningKey> Valid => _valid;

    public Task RotateAsync(CancellationToken cancellationToken) => _writer.Value.DoAsync(turns =>
    {
        var next = Make(_valid[0].Id + 1, turns.Now);
        turns.Batch.Writes.Add(() =>
        {
            Insert(next);
            _database.Writer.Run("DELETE FROM signing_key WHERE id <= @p1", next.Id - ValidMax);
        });
        turns.Batch.AfterCommit.Add(() => ImmutableInterlocked.InterlockedExchange(ref _valid, [next, _valid[0]]));
        return true;
    });

    private static SigningKey Make(int id, DateTimeOffset now) =>
        new(id, [.. RandomNumberGenerator.GetBytes(32)], now);

    private void Insert(SigningKey key) => _database.Writer.Run(
        "INSERT INTO signing_key (id, secret, created_at) VALUES (@p1, @p2, @p3)",
        key.Id, _secrets.Seal(Convert.ToBase64String(key.Secret.AsSpan())), key.CreatedAt.ToUnixTimeMilliseconds());

    private ImmutableArray<SigningKey> Load()
    {
        using var command = _database.Writer.With("SELECT id, secret, created_at FROM signing_key ORDER BY id DESC");
        using var reader = command.ExecuteReader();
        var keys = ImmutableArray.CreateBuilder<SigningKey>();
        while (reader.Read() && keys.Count < ValidMax)
        {
            keys.Add(new SigningKey(
                reader.GetInt32(0), [.. Convert.FromBase64String(_secrets.Open(reader.GetString(1)))],
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2))));
        }
        return keys.ToImmutable();
    }
}
