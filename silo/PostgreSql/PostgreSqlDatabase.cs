using System.Data.Common;
using Azure.Core;
using Microsoft.Extensions.Options;
using Npgsql;
using RatingGrains.Silo.Stores;
using RatingGrains.Sql;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>The store of a cluster on PostgreSQL. Its tables are there once this is made.</summary>
internal sealed class PostgreSqlDatabase : IStoreDatabase, IAsyncDisposable
{
    private const int AttemptsMax = 5;

    // Writers find rows by their keys. Statistics of a table that is still small would have a plan made that reads all
    // of it, and a prepared one would be kept while the table grows.
    private const string ByKey = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

    /// <summary>What Azure's PostgreSQL takes for a password is a token of this scope.</summary>
    private const string IdentityScope = "https://ossrdbms-aad.database.windows.net/.default";

    // The credential keeps a token and renews it well before its end, so asking often costs nothing.
    private static readonly TimeSpan TokenEvery = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan TokenAgainAfter = TimeSpan.FromSeconds(2);

    private readonly PostgreSqlPulses _pulses;

    public PostgreSqlDatabase(
        IOptions<PostgreSqlOptions> options, PostgreSqlPulses pulses, TokenCredential identity, ILogger<PostgreSqlDatabase> log)
    {
        _pulses = pulses;
        var access = options.Value.ManagedIdentity ? identity : null;
        Reading = Open(Settings(options.Value), access);
        var writing = Settings(options.Value);
        writing.Options = string.Join(' ', new[] { writing.Options, ByKey }.Where(part => part is { Length: > 0 }));
        Writing = Open(writing, access);
        Task.Run(() => PostgreSqlSchema.MakeAsync(Reading, options.Value.StartTimeout, log)).GetAwaiter().GetResult();
    }

    /// <summary>For queries, and for Orleans' own providers.</summary>
    public NpgsqlDataSource Reading { get; }

    /// <summary>For statements that find rows by their keys.</summary>
    public NpgsqlDataSource Writing { get; }

    public string BeginView => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    public string JoinInOrder => "JOIN";

    public ISearchSql Search { get; } = new LikeSearch();

    public string RatedTable => "conversation_rated";

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Reading.OpenConnectionAsync(cancellationToken);
        }
        catch (DbException broken)
        {
            throw StoreFailures.Unavailable(broken);
        }
    }

    public string PassOverLocked => " FOR UPDATE SKIP LOCKED";

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = Reading.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    public async Task WriteAsync(Func<StoreTransaction, Task> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryWriteAsync(work, looksFirst: attempt > 1, cancellationToken);
                return;
            }
            catch (Exception broken) when (attempt < AttemptsMax && IsRace(broken))
            {
                // Another transaction was in the way, or something was there already; the next try sees it.
            }
            catch (StoreRaceException race)
            {
                throw StoreFailures.Unavailable(race);
            }
            catch (DbException broken) when (StoreFailures.IsAway(broken))
            {
                throw StoreFailures.Unavailable(broken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Writing.DisposeAsync();
        await Reading.DisposeAsync();
    }

    private async Task TryWriteAsync(Func<StoreTransaction, Task> work, bool looksFirst, CancellationToken cancellationToken)
    {
        await using var connection = await Writing.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var writing = new PostgreSqlStoreTransaction(connection, looksFirst);
        await work(writing);
        if (writing.Streams.Count > 0)
            await writing.NotifyAsync(_pulses.Payloads(writing.Streams), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _pulses.Beat(writing.Streams);
    }

    private static bool IsRace(Exception broken) =>
        broken is StoreRaceException
        or PostgresException
        {
            SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.UniqueViolation,
        };

    private static NpgsqlDataSource Open(NpgsqlConnectionStringBuilder settings, TokenCredential? identity)
    {
        var source = new NpgsqlDataSourceBuilder(settings.ToString());
        if (identity is not null)
        {
            source.UsePeriodicPasswordProvider(
                async (_, cancellationToken) =>
                    (await identity.GetTokenAsync(new TokenRequestContext([IdentityScope]), cancellationToken)).Token,
                TokenEvery, TokenAgainAfter);
        }
        return source.Build();
    }

    private static NpgsqlConnectionStringBuilder Settings(PostgreSqlOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        if (settings.MaxAutoPrepare == 0)
            settings.MaxAutoPrepare = 100;
        settings.AutoPrepareMinUsages = Math.Min(settings.AutoPrepareMinUsages, 2);
        settings.ApplicationName ??= "RatingGrains";
        // Nothing is left behind in a session that the next use would have to be protected from; to reset it takes PostgreSQL
        // as long as a small write.
        settings.NoResetOnClose = true;
        return settings;
    }
}
