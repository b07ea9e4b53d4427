using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using RatingGrains.Sql;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>Reads and writes many grains' states in one round trip. What is written in one is one transaction; each row has
/// its own condition, so a row that somebody else has changed stays, and the others are written.</summary>
internal sealed class GrainStateTable(NpgsqlDataSource source)
{
    private const string Update = """
        UPDATE grain_state AS s SET version = s.version + 1, body = g.body
        FROM unnest($1, $2, $3, $4, $5) AS g(ordinal, type, key, expected, body)
        WHERE s.type = g.type AND s.key = g.key AND s.version = g.expected RETURNING g.ordinal
        """;

    private const string Insert = """
        INSERT INTO grain_state AS s (type, key, version, body)
        SELECT g.type, g.key, 1, g.body FROM unnest($1, $2, $3) AS g(type, key, body)
        ON CONFLICT (type, key) DO NOTHING RETURNING s.type, s.key
        """;

    private const string Delete = """
        DELETE FROM grain_state AS s USING unnest($1, $2, $3, $4) AS g(ordinal, type, key, expected)
        WHERE s.type = g.type AND s.key = g.key AND s.version = g.expected RETURNING g.ordinal
        """;

    private const string Select = """
        SELECT g.ordinal, s.version, s.body FROM unnest($1, $2, $3) AS g(ordinal, type, key)
        JOIN grain_state AS s ON s.type = g.type AND s.key = g.key
        """;

    /// <exception cref="Ports.StoreUnavailableException">Whether anything was written is not known.</exception>
    public async Task WriteAsync(IReadOnlyList<GrainWrite> writes)
    {
        // Of two that write the same row at once the second waits for the next transaction: one statement would take
        // either of them.
        var seen = new HashSet<GrainRow>();
        var waiting = writes;
        while (waiting.Count > 0)
        {
            seen.Clear();
            var now = waiting.Where(write => seen.Add(write.Row)).ToArray();
            waiting = now.Length == waiting.Count ? [] : [.. waiting.Except(now, ReferenceEqualityComparer.Instance).Cast<GrainWrite>()];
            await WriteOnceAsync(now);
        }
    }

    /// <exception cref="Ports.StoreUnavailableException">The database does not answer.</exception>
    public async Task ReadAsync(IReadOnlyList<GrainRead> reads)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = new NpgsqlCommand(Select, connection);
            command.Parameters.Add(Ordinals(reads.Count));
            command.Parameters.Add(Texts(reads.Select(read => read.Row.Type)));
            command.Parameters.Add(Texts(reads.Select(read => read.Row.Key)));
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                reads[reader.GetInt32(0)].Found = (reader.GetInt64(1), (byte[])reader.GetValue(2));
        }
        catch (DbException broken) when (StoreFailures.IsAway(broken))
        {
            throw StoreFailures.Unavailable(broken);
        }
    }

    private async Task WriteOnceAsync(GrainWrite[] writes)
    {
        // In the order of their keys, so that two silos cannot wait for one another.
        Array.Sort(writes, static (one, other) => Compare(one.Row, other.Row));
        GrainWrite[] changed = [.. writes.Where(write => write is { Body: not null, Expected: not null })];
        GrainWrite[] added = [.. writes.Where(write => write is { Body: not null, Expected: null })];
        GrainWrite[] cleared = [.. writes.Where(write => write.Body is null)];
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var batch = new NpgsqlBatch(connection);
            if (changed.Length > 0)
                batch.BatchCommands.Add(Command(Update, Ordinals(changed.Length), [.. Rows(changed), Versions(changed), Bodies(changed)]));
            if (added.Length > 0)
                batch.BatchCommands.Add(Command(Insert, null, [.. Rows(added), Bodies(added)]));
            if (cleared.Length > 0)
                batch.BatchCommands.Add(Command(Delete, Ordinals(cleared.Length), [.. Rows(cleared), Versions(cleared)]));
            await using var reader = await batch.ExecuteReaderAsync();
            if (changed.Length > 0)
                await TakeAsync(reader, () => changed[reader.GetInt32(0)]);
            if (added.Length > 0)
            {
                var byRow = added.ToDictionary(write => write.Row);
                await TakeAsync(reader, () => byRow[new GrainRow(reader.GetString(0), reader.GetString(1))]);
            }
            if (cleared.Length > 0)
                await TakeAsync(reader, () => cleared[reader.GetInt32(0)]);
        }
        catch (DbException broken) when (StoreFailures.IsAway(broken))
        {
            throw StoreFailures.Unavailable(broken);
        }
    }

    private static async Task TakeAsync(NpgsqlDataReader reader, Func<GrainWrite> written)
    {
        while (await reader.ReadAsync())
            written().Written = true;
        await reader.NextResultAsync();
    }

    private static NpgsqlBatchCommand Command(string sql, NpgsqlParameter? first, NpgsqlParameter[] others)
    {
        var command = new NpgsqlBatchCommand(sql);
        if (first is not null)
            command.Parameters.Add(first);
        foreach (var parameter in others)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter[] Rows(GrainWrite[] writes) =>
        [Texts(writes.Select(write => write.Row.Type)), Texts(writes.Select(write => write.Row.Key))];

    private static NpgsqlParameter<int[]> Ordinals(int count) => new() { TypedValue = [.. Enumerable.Range(0, count)] };

    private static NpgsqlParameter<string[]> Texts(IEnumerable<string> texts) => new() { TypedValue = [.. texts] };

    private static NpgsqlParameter<long[]> Versions(GrainWrite[] writes) =>
        new() { TypedValue = [.. writes.Select(write => write.Expected ?? 0)] };

    private static NpgsqlParameter<ReadOnlyMemory<byte>[]> Bodies(GrainWrite[] writes) => new()
    {
        TypedValue = [.. writes.Select(write => write.Body!.Value)],
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
    };

    private static int Compare(GrainRow one, GrainRow other)
    {
        var byType = string.CompareOrdinal(one.Type, other.Type);
        return byType != 0 ? byType : string.CompareOrdinal(one.Key, other.Key);
    }
}
