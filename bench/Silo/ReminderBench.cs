using System.Diagnostics;
using Npgsql;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.Bench.Silo;

/// <summary>Each silo reads the reminders of its part of the ring every few minutes, and whenever a silo comes or goes.</summary>
internal static class ReminderBench
{
    private const int Size = 200_000;
    private const int Times = 21;

    public static async Task<int> RunAsync()
    {
        await using var server = await PostgreSqlServer.StartAsync(durable: true, "shared_buffers = '256MB'");
        var connectionString = await server.DatabaseAsync();
        using var host = await BenchHost.StartAsync(connectionString, null);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await RunAsync(connection, $"""
            INSERT INTO orleans_reminder SELECT 'service', 'conversation/3f0c52a7d1e94b66' || lpad(to_hex(i), 8, '0'), 'wake', now(),
              60000, hashint4(i), 0 FROM generate_series(1, {Size}) AS i
            """);
        await RunAsync(connection, "VACUUM ANALYZE orleans_reminder");
        MachineFacts.Print(Path.GetTempPath());

        var table = new Table($"Read of {Size:#,0}", "with the index", "without it");
        var with = await MeasureAllAsync(connection);
        await RunAsync(connection, "DROP INDEX orleans_reminder_hash");
        var without = await MeasureAllAsync(connection);
        foreach (var ((part, time), (_, slow)) in with.Zip(without))
            table.Row(part, $"{time:0.00} ms", $"{slow:0.00} ms");
        table.Print("Reading one silo's reminders, all rows fetched (median)");
        await host.StopAsync();
        return 0;
    }

    private static async Task<List<(string Part, double Milliseconds)>> MeasureAllAsync(NpgsqlConnection connection)
    {
        var found = new List<(string, double)>();
        foreach (var silos in new[] { 2, 10, 100, 1000 })
            found.Add(($"one of {silos:#,0} parts", await MeasureAsync(connection, silos)));
        return found;
    }

    private static async Task<double> MeasureAsync(NpgsqlConnection connection, int parts)
    {
        await using var find = new NpgsqlCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = 'ReadRangeRows1Key'", connection);
        var query = (string)(await find.ExecuteScalarAsync())!;
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            await using var command = new NpgsqlCommand(query, connection);
            command.Parameters.AddWithValue("ServiceId", "service");
            command.Parameters.AddWithValue("BeginHash", -1000);
            command.Parameters.AddWithValue("EndHash", (int)(-1000 + uint.MaxValue / (uint)parts));
            var start = Stopwatch.GetTimestamp();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
            }
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return Samples.Median(times);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
