using System.Collections.Immutable;
using System.Data.Common;
using System.Security.Cryptography;
using RatingGrains.Ports;
using RatingGrains.Sql;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.Stores;

/// <summary>Keys that sign customers' tokens, sealed in the database. Two are valid at a time.</summary>
internal sealed class SigningKeys : ISigningKeys, IRefreshed
{
    private const int ValidMax = 2;

    private static readonly RowStatement Insert = new(
        "INSERT INTO signing_key (id, secret, created_at) SELECT * FROM {rows} WHERE true ON CONFLICT (id) DO NOTHING",
        Number, Text, Number);
    private static readonly RowStatement Forget = new(
        "DELETE FROM signing_key WHERE id IN (SELECT id FROM signing_key, {rows} WHERE id <= r.column1)", Number);
    private static readonly RowStatement Newest = new("SELECT coalesce(max(id), 0) FROM signing_key, {rows}", Number);

    private readonly IStoreDatabase _database;
    private readonly ISecretBox _secrets;
    private readonly TimeProvider _time;
    private ImmutableArray<SigningKey> _valid;

    public SigningKeys(IStoreDatabase database, ISecretBox secrets, TimeProvider time)
    {
        (_database, _secrets, _time) = (database, secrets, time);
        Task.Run(StartAsync).GetAwaiter().GetResult();
    }

    public string Mark => Marks.SigningKeys;

    public ImmutableArray<SigningKey> Valid => _valid;

    public async Task RotateAsync(CancellationToken cancellationToken)
    {
        await MakeAsync(first: false, cancellationToken);
        await RefreshAsync(cancellationToken);
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var keys = await _database.ListAsync(
            Read, cancellationToken, "SELECT id, secret, created_at FROM signing_key ORDER BY id DESC LIMIT @p1", ValidMax);
        ImmutableInterlocked.InterlockedExchange(ref _valid, [.. keys]);
    }

    private async Task StartAsync()
    {
        await MakeAsync(first: true, CancellationToken.None);
        await RefreshAsync(CancellationToken.None);
    }

    private Task MakeAsync(bool first, CancellationToken cancellationToken) => _database.WriteAsync(
        async transaction =>
        {
            await Marks.AdvanceAsync(transaction, Marks.SigningKeys, cancellationToken);
            var newest = (await transaction.ReadAsync(Newest, [[0L]], reader => reader.GetInt64(0), cancellationToken))[0];
            if (first && newest > 0)
                return;
            var secret = _secrets.Seal(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            await transaction.RunAsync(
                Insert, [[newest + 1, secret, _time.GetUtcNow().ToUnixTimeMilliseconds()]], cancellationToken);
            await transaction.RunAsync(Forget, [[newest + 1 - ValidMax]], cancellationToken);
        },
        cancellationToken);

    private SigningKey Read(DbDataReader reader) => new(
        (int)reader.GetInt64(0), [.. Convert.FromBase64String(_secrets.Open(reader.GetString(1)))],
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)));
}
