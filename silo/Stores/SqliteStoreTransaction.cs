using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RatingGrains.Silo.Stores;

/// <summary>On SQLite a statement runs once for each row: there is no way between them that could be saved.</summary>
internal sealed class SqliteStoreTransaction(SqliteConnection connection) : StoreTransaction
{
    /// <summary>There is one try.</summary>
    public override bool LooksFirst => true;

    public override DbConnection Connection => connection;

    public override async Task<int> RunAsync(
        RowStatement statement, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        await using var command = Command(statement);
        var changed = 0;
        foreach (var row in rows)
        {
            Bind(command, row);
            changed += await command.ExecuteNonQueryAsync(cancellationToken);
        }
        return changed;
    }

    public override async Task<List<T>> ReadAsync<T>(
        RowStatement statement, IReadOnlyList<object?[]> rows, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var command = Command(statement);
        var found = new List<T>();
        foreach (var row in rows)
        {
            Bind(command, row);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                found.Add(map(reader));
        }
        return found;
    }

    private SqliteCommand Command(RowStatement statement)
    {
        var names = Enumerable.Range(1, statement.Columns.Length)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}")).ToArray();
        var command = connection.CreateCommand();
        command.CommandText = statement.Text
            .Replace(RowStatement.Rows, $"(VALUES ({string.Join(", ", names)})) AS r")
            .Replace(RowStatement.IfAbsent, " ON CONFLICT DO NOTHING");
        foreach (var name in names)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private static void Bind(SqliteCommand command, object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
            command.Parameters[i].Value = row[i] ?? DBNull.Value;
    }
}
