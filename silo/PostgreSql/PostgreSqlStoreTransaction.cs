using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using RatingGrains.Silo.Stores;
using RatingGrains.Sql;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>On PostgreSQL all rows go in one statement, an array a column: its text is always the same, so it is prepared
/// once, and one way there and back carries any number of rows.</summary>
internal sealed class PostgreSqlStoreTransaction(NpgsqlConnection connection, bool looksFirst) : StoreTransaction
{
    private static readonly ConcurrentDictionary<(string Text, bool LooksFirst), string> Texts = new();

    public override bool LooksFirst => looksFirst;

    public override DbConnection Connection => connection;

    public override async Task<int> RunAsync(
        RowStatement statement, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return 0;
        await using var command = Command(statement, rows);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override async Task<List<T>> ReadAsync<T>(
        RowStatement statement, IReadOnlyList<object?[]> rows, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        if (rows.Count == 0)
            return found;
        await using var command = Command(statement, rows);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            found.Add(map(reader));
        return found;
    }

    /// <summary>Tells other silos, once and only if this is committed.</summary>
    public async Task NotifyAsync(string[] payloads, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_notify($1, p) FROM unnest($2) AS p", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PostgreSqlPulses.Channel });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = payloads });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(RowStatement statement, IReadOnlyList<object?[]> rows)
    {
        var text = Texts.GetOrAdd((statement.Text, looksFirst), Text, statement.Columns.Length);
        var command = new NpgsqlCommand(text, connection);
        for (var i = 0; i < statement.Columns.Length; i++)
            command.Parameters.Add(Column(statement.Columns[i], rows, i));
        return command;
    }

    private static string Text((string Text, bool LooksFirst) statement, int columns)
    {
        static string Join(int count, string before) => string.Join(
            ", ", Enumerable.Range(1, count).Select(i => before + i.ToString(CultureInfo.InvariantCulture)));
        return statement.Text.Replace(RowStatement.Rows, $"unnest({Join(columns, "$")}) AS r({Join(columns, "column")})")
            .Replace(RowStatement.IfAbsent, statement.LooksFirst ? " ON CONFLICT DO NOTHING" : "");
    }

    private static NpgsqlParameter Column(ColumnKind kind, IReadOnlyList<object?[]> rows, int index)
    {
        switch (kind)
        {
            case ColumnKind.Number:
                var numbers = new long?[rows.Count];
                for (var i = 0; i < numbers.Length; i++)
                    numbers[i] = (long?)rows[i][index];
                return Parameter(numbers, NpgsqlDbType.Bigint);
            case ColumnKind.Text:
                var texts = new string?[rows.Count];
                for (var i = 0; i < texts.Length; i++)
                    texts[i] = rows[i][index] is string text ? StoredText.Clean(text) : null;
                return Parameter(texts, NpgsqlDbType.Text);
            case ColumnKind.Bytes:
                var bytes = new byte[]?[rows.Count];
                for (var i = 0; i < bytes.Length; i++)
                    bytes[i] = (byte[]?)rows[i][index];
                return Parameter(bytes, NpgsqlDbType.Bytea);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static NpgsqlParameter<T[]> Parameter<T>(T[] values, NpgsqlDbType type) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}
