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

    /// <summary>Any number, as long as nobody else on this database locks it.</summary>
    private const long Lock = 0x5247_7261_696E_73;

    /// <exception cref="InvalidDataException">A newer version has laid out the database.</exception>
    public static async Task MakeAsync(NpgsqlDataSource source, TimeSpan timeout, ILogger log)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await MakeAsync(source, log);
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
        var found = await LayoutAsync(connection);
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
        // Not in every build of the server; without it the server's own compression does.
        await TryAsync(connection, transaction, "ALTER TABLE grain_state ALTER COLUMN body SET COMPRESSION lz4");
        await RunAsync(connection, string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO meta (name, value) VALUES ('layout', '{Layout}'), ('script', '{Script}')
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """));
        await transaction.CommitAsync();
    }

    private static async Task<int> LayoutAsync(NpgsqlConnection connection)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('meta') IS NOT NULL", connection);
        if (!(bool)(await exists.ExecuteScalarAsync())!)
            return 0;
        return await MetaAsync(connection, "layout") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
    }

    private static async Task<string?> MetaAsync(NpgsqlConnection connection, string name)
    {
        await using var command = new NpgsqlCommand("SELECT value FROM meta WHERE name = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return await command.ExecuteScalarAsync() as string;
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
        await using var command = new NpgsqlCommand(sql, connection);
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
