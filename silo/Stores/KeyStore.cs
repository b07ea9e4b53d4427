using System.Collections.Concurrent;
using RatingGrains.Ports;
using RatingGrains.Sql;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.Stores;

/// <summary>Keys of the API, in memory on each silo. When one was last used is written about once a minute.</summary>
internal sealed class KeyStore : IKeyStore, IRefreshed
{
    private static readonly RowStatement Insert = new(
        "INSERT INTO api_key (id, hash, position, body) SELECT * FROM {rows} WHERE true ON CONFLICT DO NOTHING",
        Text, Text, Number, Text);
    private static readonly RowStatement Remove = new(
        "DELETE FROM api_key WHERE id IN (SELECT r.column1 FROM {rows})", Text);
    private static readonly RowStatement Used = new(
        "UPDATE api_key SET last_used_at = r.column2 FROM {rows} WHERE api_key.id = r.column1", Text, Number);
    private static readonly RowStatement AllBodies = new("SELECT body FROM api_key, {rows} ORDER BY position", Number);

    private readonly IStoreDatabase _database;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _usedAt = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _refreshing = new(1);
    private volatile KeyRing _keys;

    public KeyStore(IStoreDatabase database)
    {
        _database = database;
        _keys = Task.Run(() => LoadAsync(CancellationToken.None)).GetAwaiter().GetResult();
    }

    public string Mark => Marks.Keys;

    public IReadOnlyList<ApiKey> All => _keys.Keys;

    public ApiKey? Find(ReadOnlySpan<byte> hash) => _keys.Find(hash);

    public DateTimeOffset? LastUsedAt(string id) => _usedAt.TryGetValue(id, out var at) ? at : null;

    public async Task<bool> AddAsync(ApiKey key, CancellationToken cancellationToken)
    {
        var added = 0;
        await ChangeAsync(
            async (transaction, mark) =>
            {
                object?[] row = [key.Id, Convert.ToHexStringLower(key.Hash.AsSpan()), mark, StoredKey.Write(key)];
                added = await transaction.RunAsync(Insert, [row], cancellationToken);
            },
            cancellationToken);
        return added == 1;
    }

    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var deleted = 0;
        await ChangeAsync(
            async (transaction, _) => deleted = await transaction.RunAsync(Remove, [[id]], cancellationToken),
            cancellationToken);
        return deleted == 1;
    }

    public async Task<KeyDeletion> DeleteUnlessLastAdminAsync(
        string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var outcome = KeyDeletion.Unknown;
        await ChangeAsync(
            async (transaction, _) =>
            {
                var keys = await transaction.ReadAsync(
                    AllBodies, [[0L]], reader => StoredKey.Read(reader.GetString(0)), cancellationToken);
                outcome = Judge(keys, id, now);
                if (outcome == KeyDeletion.Deleted)
                    await transaction.RunAsync(Remove, [[id]], cancellationToken);
            },
            cancellationToken);
        return outcome;
    }

    public void Touch(string id, DateTimeOffset at)
    {
        if (_usedAt.TryGetValue(id, out var known) && at - known < TimeSpan.FromMinutes(1))
            return;
        _usedAt[id] = at;
        // Nobody waits for this: a minute lost in a crash harms nobody, and a store that is away must not fail the request.
        _ = Task.Run(() => _database.WriteAsync(
                transaction => transaction.RunAsync(Used, [[id, at.ToUnixTimeMilliseconds()]], CancellationToken.None),
                CancellationToken.None))
            .ContinueWith(done => _ = done.Exception, TaskScheduler.Default);
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // One at a time, so that an older view cannot take a newer one's place.
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            _keys = await LoadAsync(cancellationToken);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private static KeyDeletion Judge(List<ApiKey> keys, string id, DateTimeOffset now) =>
        keys.Find(key => key.Id == id) is not { } key ? KeyDeletion.Unknown
        : keys.Exists(other => other.Role == ApiRole.Admin && other.Id != key.Id && !(other.ExpiresAt <= now))
            ? KeyDeletion.Deleted
            : KeyDeletion.LastAdmin;

    /// <summary>Changes of keys happen one at a time on the whole cluster, so that two silos cannot each delete what the
    /// other believes to remain.</summary>
    private async Task ChangeAsync(Func<StoreTransaction, long, Task> change, CancellationToken cancellationToken)
    {
        await _database.WriteAsync(
            async transaction => await change(transaction, await Marks.AdvanceAsync(transaction, Marks.Keys, cancellationToken)),
            cancellationToken);
        await RefreshAsync(cancellationToken);
    }

    private async Task<KeyRing> LoadAsync(CancellationToken cancellationToken)
    {
        var keys = await _database.ListAsync(
            reader =>
            {
                if (!reader.IsDBNull(2))
                    Learn(reader.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)));
                return StoredKey.Read(reader.GetString(0));
            },
            cancellationToken, "SELECT body, id, last_used_at FROM api_key ORDER BY position");
        return new KeyRing([.. keys]);
    }

    private void Learn(string id, DateTimeOffset usedAt) =>
        _usedAt.AddOrUpdate(id, usedAt, (_, known) => known > usedAt ? known : usedAt);
}
