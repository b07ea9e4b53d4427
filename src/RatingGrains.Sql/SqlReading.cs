using System.Data.Common;
using System.Runtime.CompilerServices;

namespace RatingGrains.Sql;

/// <summary>Reads rows of a statement, all of them or one by one.</summary>
internal static class SqlReading
{
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this IReadConnections connections, SqlText sql, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await ListAsync(connection, sql, map, cancellationToken);
    }

    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        DbConnection connection, SqlText sql, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await foreach (var row in StreamAsync(connection, sql, map, cancellationToken))
            rows.Add(row);
        return rows;
    }

    public static async IAsyncEnumerable<T> StreamAsync<T>(
        DbConnection connection, SqlText sql, Func<DbDataReader, T> map,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = sql.CommandOn(connection);
        await using var reader = await AskAsync(() => command.ExecuteReaderAsync(cancellationToken));
        while (await AskAsync(() => reader.ReadAsync(cancellationToken)))
            yield return map(reader);
    }

    /// <exception cref="Ports.StoreUnavailableException">The database does not answer.</exception>
    public static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (DbException broken) when (StoreFailures.IsAway(broken))
        {
            throw StoreFailures.Unavailable(broken);
        }
    }

    public static string? Text(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static DateTimeOffset Instant(this DbDataReader reader, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    public static DateTimeOffset? MaybeInstant(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.Instant(column);

    public static int? MaybeInt(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt32(column);
}
