using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using RatingGrains.Silo.Stores;
using RatingGrains.Sql;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>Makes the tables at the first start: the stores', the grains', and those that Orleans' providers look for.
/// Silos that start at the same moment wait for one another.</summary>
internal static partial class PostgreSqlSchema
{
    /// <summary>The layout of the tables; a program refuses a database that a newer one has laid out.</summary>
    public const int Layout = 1;

    /// <summary>By which a start knows that a newer version has tables that are not there yet.</summary>
    private static readonly string Script = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        StoreTables.Script("BYTEA") + StoreTables.Read("PostgreSql.Tables.sql")
        + StoreTables.Read("PostgreSql.Orleans.sql"))))[..16];

    /// <summary>What was added to the layout since, and what a program that does not know of it does without.</summary>
    public const int Revision = 1;

    /// <summary>Any number, as long as nobody else on this database locks it.</summary>
    private const long Lock = 0x5247_7261_696E_73;

    /// <summary>What makes a revision of the one before, one by one and each alone: silos of the version before are at work
    /// meanwhile, and must not be waited for with something locked.</summary>
    private static readonly string[] Changes =
    [
        StoreTables.Read("PostgreSql.Rated.sql"),
        """
        INSERT INTO conversation_rated SELECT customer_rating, opened_at, number FROM conversation
        WHERE customer_rating IS NOT NULL ON CONFLICT DO NOTHING
        """,
        "DROP INDEX CONCURRENTLY IF EXISTS conversation_rating",
        "DROP INDEX CONCURRENTLY IF EXISTS customer_event_at",
        "DROP INDEX CONCURRENTLY IF EXISTS agent_item_at",
        "ALTER TABLE conversation SET (fillfactor = 60)",
        // A third of the log, and three states in a page instead of one. Not in every build of the server; its own compression
        // would take longer than the writing.
        """
        DO $$ BEGIN
          ALTER TABLE grain_state ALTER COLUMN body SET COMPRESSION lz4, ALTER COLUMN body SET STORAGE MAIN,
            SET (toast_tuple_target = 128);
        EXCEPTION WHEN feature_not_supported THEN NULL;
        END $$
        """,
    ];

    /// <exception cref="InvalidDataException">A newer version has laid out the database.</exception>
    public static async Task MakeAsync(NpgsqlDataSource source, TimeSpan timeout, ILogger log)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await MakeAsync(source, log);
                await ReviseAsync(source);
                return;
            }
            catch (NpgsqlException away) when (StoreFailures.IsAway(away) && waited.Elapsed < timeout)
            {
                Log.Waiting(log, away.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(500));
            }
        }
    }

    private static async Task MakeAsync(NpgsqlDataSource source, ILogger log)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({Lock})"));
        var found = await NumberAsync(connection, "layout");
        if (found > Layout)
        {
            throw new InvalidDataException(
                $"the database was laid out by a newer version (layout {found}, this program knows {Layout})");
        }
        if (found == Layout && await MetaAsync(connection, "script") == Script)
            return;
        await RunAsync(connection, "SET LOCAL client_min_messages = warning");
        await RunAsync(connection, StoreTables.Script("BYTEA"));
        await RunAsync(connection, StoreTables.Read("PostgreSql.Tables.sql"));
        await RunAsync(connection, StoreTables.Read("PostgreSql.Orleans.sql"));
        if (!await TryAsync(connection, transaction, StoreTables.Read("PostgreSql.Trigrams.sql")))
            Log.NoTrigrams(log);
        await KeepAsync(connection, "layout", $"{Layout}");
        await KeepAsync(connection, "script", Script);
        await transaction.CommitAsync();
    }

    private static async Task ReviseAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_lock({Lock})"));
        try
        {
            if (await NumberAsync(connection, "revision") >= Revision)
                return;
            foreach (var change in Changes)
                await RunAsync(connection, change);
            await KeepAsync(connection, "revision", $"{Revision}");
        }
        finally
        {
            await RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_unlock({Lock})"));
        }
    }

    /// <returns>0 where it was never kept.</returns>
    private static async Task<int> NumberAsync(NpgsqlConnection connection, string name)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('meta') IS NOT NULL", connection);
        if (!(bool)(await exists.ExecuteScalarAsync())!)
            return 0;
        return await MetaAsync(connection, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
    }

    private static async Task<string?> MetaAsync(NpgsqlConnection connection, string name)
    {
        await using var command = new NpgsqlCommand("SELECT value FROM meta WHERE name = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return await command.ExecuteScalarAsync() as string;
    }

    private static async Task KeepAsync(NpgsqlConnection connection, string name, string value)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<bool> TryAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string sql)
    {
        await transaction.SaveAsync("before");
        try
        {
            await RunAsync(connection, sql);
            return true;
        }
        catch (PostgresException)
        {
            await transaction.RollbackAsync("before");
            return false;
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        // A large table takes its time, and so may whoever is at it already.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(31, LogLevel.Information, "The database does not answer yet: {Reason}")]
        public static partial void Waiting(ILogger logger, string reason);

        [LoggerMessage(32, LogLevel.Warning, "The extension pg_trgm may not be created here: searches read all conversations.")]
        public static partial void NoTrigrams(ILogger logger);
    }
}
