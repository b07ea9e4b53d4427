using System.Diagnostics;
using Npgsql;

namespace RatingGrains.Bench.Silo;

/// <summary>What the server had done up to a moment, by its own counters.</summary>
internal sealed record WriteCost(
    long Statements, long Transactions, long Inserted, long Updated, long UpdatedInPlace, long Deleted, long WalBytes, long Syncs,
    TimeSpan Processor)
{
    /// <summary>Each connection reports what it did at most once a second.</summary>
    private static readonly TimeSpan Reported = TimeSpan.FromSeconds(2);

    /// <summary>Settings under which the server counts; see <see cref="OfAsync"/>.</summary>
    public static string[] Server { get; } =
    [
        "shared_preload_libraries = 'pg_stat_statements'", "pg_stat_statements.track_planning = off",
        "shared_buffers = '512MB'", "max_wal_size = '4GB'",
    ];

    public static async Task<WriteCost> OfAsync(string connectionString)
    {
        await Task.Delay(Reported);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using (var extend = new NpgsqlCommand("CREATE EXTENSION IF NOT EXISTS pg_stat_statements", connection))
            await extend.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT (SELECT sum(calls)::bigint FROM pg_stat_statements), d.xact_commit,
              (SELECT sum(n_tup_ins)::bigint FROM pg_stat_user_tables), (SELECT sum(n_tup_upd)::bigint FROM pg_stat_user_tables),
              (SELECT sum(n_tup_hot_upd)::bigint FROM pg_stat_user_tables), (SELECT sum(n_tup_del)::bigint FROM pg_stat_user_tables),
              w.wal_bytes::bigint, w.wal_sync, (SELECT array_agg(pid) FROM pg_stat_activity)
            FROM pg_stat_database AS d, pg_stat_wal AS w WHERE d.datname = current_database()
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new WriteCost(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5),
            reader.GetInt64(6), reader.GetInt64(7), ProcessorOf(reader.GetFieldValue<int[]>(8)));
    }

    public static WriteCost operator -(WriteCost after, WriteCost before) => new(
        after.Statements - before.Statements, after.Transactions - before.Transactions, after.Inserted - before.Inserted,
        after.Updated - before.Updated, after.UpdatedInPlace - before.UpdatedInPlace, after.Deleted - before.Deleted,
        after.WalBytes - before.WalBytes, after.Syncs - before.Syncs, after.Processor - before.Processor);

    public string Each(int ratings) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"""
        {(double)Inserted / ratings:0.0} rows added, {(double)Updated / ratings:0.0} changed ({(double)UpdatedInPlace / ratings:0.0} of them in their page), {WalBytes / ratings:#,0} bytes of WAL, {(double)Statements / ratings:0.00} statements, {(double)Transactions / ratings:0.00} transactions, {(double)Syncs / ratings:0.000} syncs, {Processor.TotalMicroseconds / ratings:0} µs of PostgreSQL's processor time
        """);

    /// <summary>Of the connections and what works in the background; a process that ended since is not in it.</summary>
    private static TimeSpan ProcessorOf(int[] processes)
    {
        var all = TimeSpan.Zero;
        foreach (var id in processes)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                all += process.TotalProcessorTime;
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                // It ended meanwhile.
            }
        }
        return all;
    }
}
