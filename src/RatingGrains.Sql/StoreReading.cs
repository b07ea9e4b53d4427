using System.Data.Common;
using RatingGrains.Ports;

namespace RatingGrains.Sql;

/// <summary>Reads rows for the stores of every shell. A database that goes away while it answers is away, not broken.</summary>
public static class StoreReading
{
    /// <param name="values"><c>@p1</c>, <c>@p2</c>, …</param>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    public static async Task<List<T>> ListAsync<T>(
        this IReadConnections connections, Func<DbDataReader, T> map, CancellationToken cancellationToken, string sql,
        params object?[] values)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        try
        {
            await using var command = connection.With(sql, values);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
                rows.Add(map(reader));
            return rows;
        }
        catch (DbException broken) when (StoreFailures.IsAway(broken))
        {
            throw StoreFailures.Unavailable(broken);
        }
    }
}
