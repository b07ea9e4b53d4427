using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using RatingGrains.Sql;

namespace RatingGrains.Silo.Stores;

/// <summary>The store in memory, for one process: for a first look, and for tests. Silos of one cluster in one process
/// share it by the cluster's name. Nothing outlives the process.</summary>
internal sealed class MemoryDatabase : IStoreDatabase
{
    private static readonly ConcurrentDictionary<string, Lazy<Shared>> ByCluster = new(StringComparer.Ordinal);

    private readonly Shared _shared;

    public MemoryDatabase(IOptions<ClusterOptions> cluster)
        : this($"{cluster.Value.ServiceId}.{cluster.Value.ClusterId}")
    {
    }

    public MemoryDatabase(string name) =>
        _shared = ByCluster.GetOrAdd(name, static name => new Lazy<Shared>(() => new Shared(name))).Value;

    public StreamPulses Pulses => _shared.Pulses;

    public byte[] SecretKey => _shared.SecretKey;

    public string BeginView => "BEGIN";

    public string JoinInOrder => "CROSS JOIN";

    public ISearchSql Search { get; } = new LikeSearch();

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await _shared.OpenAsync(cancellationToken);

    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public async Task WriteAsync(Func<StoreTransaction, Task> work, CancellationToken cancellationToken)
    {
        // Connections to one memory lock each other out without waiting, so writers wait here.
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

    /// <summary>What silos of one cluster share. One connection stays open, because the memory goes with the last.</summary>
    private sealed class Shared
    {
        private readonly string _connectionString;
        private readonly SqliteConnection _anchor;

        public Shared(string name)
        {
            _connectionString = new SqliteConnectionStringBuilder
            {
                DataSource = $"rating-grains-{name}",
                Mode = SqliteOpenMode.Memory,
                Cache = SqliteCacheMode.Shared,
            }.ToString();
            _anchor = new SqliteConnection(_connectionString);
            _anchor.Open();
            _anchor.Run(StoreTables.Script("BLOB"));
        }

        public SemaphoreSlim Writing { get; } = new(1);

        public StreamPulses Pulses { get; } = new();

        public byte[] SecretKey { get; } = RandomNumberGenerator.GetBytes(SecretBox.KeySize);

        public async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
        {
            var connection = new SqliteConnection(_connectionString);
            await connection.OpenAsync(cancellationToken);
            // Readers would otherwise be refused while a writer is at it, and a long export would stop all writing.
            connection.Run("PRAGMA read_uncommitted = 1");
            return connection;
        }
    }
}
