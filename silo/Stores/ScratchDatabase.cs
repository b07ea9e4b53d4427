using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using RatingGrains.Sql;

namespace RatingGrains.Silo.Stores;

/// <summary>The store of one process: for a first look, and for tests. Silos of one cluster in one process share it by the
/// cluster's name. It is a file in the system's temporary folder, and goes with the process. SQLite's databases in memory
/// will not do: there a reader either stops the writers or sees what is not committed, so that a view renewed at the
/// wrong moment would miss a change for good.</summary>
internal sealed class ScratchDatabase : IStoreDatabase
{
    private static readonly ConcurrentDictionary<string, Lazy<Shared>> ByCluster = new(StringComparer.Ordinal);

    /// <summary>All of this process in one folder, so that it goes at once.</summary>
    private static readonly Lazy<string> Folder = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("rating-grains-scratch-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(folder);
        return folder;
    });

    private readonly Shared _shared;

    public ScratchDatabase(IOptions<ClusterOptions> cluster)
        : this($"{cluster.Value.ServiceId}.{cluster.Value.ClusterId}")
    {
    }

    public ScratchDatabase(string name) =>
        _shared = ByCluster.GetOrAdd(name, static _ => new Lazy<Shared>(() => new Shared())).Value;

    public StreamPulses Pulses => _shared.Pulses;

    public byte[] SecretKey => _shared.SecretKey;

    public string BeginView => "BEGIN";

    public string JoinInOrder => "CROSS JOIN";

    public string PassOverLocked => "";

    public ISearchSql Search { get; } = new LikeSearch();

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await _shared.OpenAsync(cancellationToken);

    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public async Task WriteAsync(Func<StoreTransaction, Task> work, CancellationToken cancellationToken)
    {
        // SQLite's own waiting for the lock of writers is polling.
        await _shared.Writing.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await _shared.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var writing = new SqliteStoreTransaction(connection);
            await work(writing);
            await transaction.CommitAsync(cancellationToken);
            foreach (var stream in writing.Streams)
                _shared.Pulses.Beat(stream);
        }
        finally
        {
            _shared.Writing.Release();
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // The system clears its temporary folder in its own time.
        }
    }

    /// <summary>What silos of one cluster share.</summary>
    private sealed class Shared
    {
        private readonly string _connectionString;

        public Shared()
        {
            var file = Path.Combine(Folder.Value, $"{Guid.NewGuid():N}.db");
            _connectionString = new SqliteConnectionStringBuilder { DataSource = file }.ToString();
            using var connection = new SqliteConnection(_connectionString);
            connection.Open();
            // Readers see the last commit and are in nobody's way.
            connection.Run("PRAGMA journal_mode = WAL");
            connection.Run(StoreTables.Script("BLOB"));
            connection.Run("CREATE INDEX conversation_rating ON conversation (customer_rating, opened_at, number) "
                + "WHERE customer_rating IS NOT NULL");
        }

        public SemaphoreSlim Writing { get; } = new(1);

        public StreamPulses Pulses { get; } = new();

        public byte[] SecretKey { get; } = RandomNumberGenerator.GetBytes(SecretBox.KeySize);

        public async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
        {
            var connection = new SqliteConnection(_connectionString);
            await connection.OpenAsync(cancellationToken);
            // Nothing outlives the process, so nothing waits for the disk.
            connection.Run("PRAGMA synchronous = OFF");
            return connection;
        }
    }
}
