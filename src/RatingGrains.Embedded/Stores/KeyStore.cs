using System.Collections.Concurrent;
using System.Collections.Immutable;
using RatingGrains.Embedded.Engine;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Embedded.Stores;

/// <summary>Keys in memory and in the file. When a key was last used is written about once a minute, not at each use.</summary>
internal sealed class KeyStore : IKeyStore
{
    private readonly Database _database;
    private readonly Lazy<Writer> _writer;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _usedAt = new(StringComparer.Ordinal);
    private volatile KeyRing _view;

    // What the round at hand deletes: the view learns of it only after the commit. The writer's thread alone uses them.
    private readonly HashSet<ApiKey> _leaving = [];
    private long _leavingRound;

    public KeyStore(Database database, Lazy<Writer> writer)
    {
        (_database, _writer) = (database, writer);
        _view = new KeyRing(Load());
    }

    public IReadOnlyList<ApiKey> All => _view.Keys;

    public ApiKey? Find(ReadOnlySpan<byte> hash) => _view.Find(hash);

    public DateTimeOffset? LastUsedAt(string id) => _usedAt.TryGetValue(id, out var at) ? at : null;

    public Task<bool> AddAsync(ApiKey key, CancellationToken cancellationToken) => _writer.Value.DoAsync(turns =>
    {
        if (_view.Keys.Any(other => other.Id == key.Id || other.Hash.AsSpan().SequenceEqual(key.Hash.AsSpan())))
            return false;
        turns.Batch.Writes.Add(() => _database.Writer.Run(
            "INSERT INTO api_key (id, hash, body) VALUES (@p1, @p2, @p3)",
            key.Id, key.Hash.ToArray(), StoredKey.Write(key)));
        turns.Batch.AfterCommit.Add(() => _view = new KeyRing(_view.Keys.Add(key)));
        return true;
    });

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) => _writer.Value.DoAsync(turns =>
    {
        var key = Remaining(turns).FirstOrDefault(key => key.Id == id);
        if (key is not null)
            Delete(turns, key);
        return key is not null;
    });

    public Task<KeyDeletion> DeleteUnlessLastAdminAsync(
        string id, DateTimeOffset now, CancellationToken cancellationToken) => _writer.Value.DoAsync(turns =>
    {
        var keys = Remaining(turns);
        if (keys.FirstOrDefault(key => key.Id == id) is not { } key)
            return KeyDeletion.Unknown;
        if (!keys.Any(other => other.Role == ApiRole.Admin && other != key && !(other.ExpiresAt <= now)))
            return KeyDeletion.LastAdmin;
        Delete(turns, key);
        return KeyDeletion.Deleted;
    });

    public void Touch(string id, DateTimeOffset at)
    {
        if (_usedAt.TryGetValue(id, out var known) && at - known < TimeSpan.FromMinutes(1))
            return;
        _usedAt[id] = at;
        // Nobody waits for this: a minute lost in a crash harms nobody, and a full disk must not fail the request.
        _ = _writer.Value.DoAsync(turns =>
        {
            turns.Batch.Writes.Add(() => _database.Writer.Run(
                "UPDATE api_key SET last_used_at = @p1 WHERE id = @p2", at.ToUnixTimeMilliseconds(), id));
            return true;
        }).ContinueWith(done => _ = done.Exception, TaskScheduler.Default);
    }

    private ImmutableArray<ApiKey> Remaining(Turns turns)
    {
        if (_leavingRound != turns.Round)
            _leaving.Clear();
        _leavingRound = turns.Round;
        return _view.Keys.RemoveRange(_leaving);
    }

    private void Delete(Turns turns, ApiKey key)
    {
        _leaving.Add(key);
        turns.Batch.Writes.Add(() => _database.Writer.Run("DELETE FROM api_key WHERE id = @p1", key.Id));
        turns.Batch.AfterCommit.Add(() => _view = new KeyRing(_view.Keys.Remove(key)));
    }

    private ImmutableArray<ApiKey> Load()
    {
        using var command = _database.Writer.With("SELECT body, id, last_used_at FROM api_key ORDER BY rowid");
        using var reader = command.ExecuteReader();
        var keys = ImmutableArray.CreateBuilder<ApiKey>();
        while (reader.Read())
        {
            keys.Add(StoredKey.Read(reader.GetString(0)));
            if (!reader.IsDBNull(2))
                _usedAt[reader.GetString(1)] = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2));
        }
        return keys.ToImmutable();
    }
}
