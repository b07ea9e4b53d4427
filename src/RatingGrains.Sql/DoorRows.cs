using System.Data.Common;
using RatingGrains.Ports;

namespace RatingGrains.Sql;

/// <summary>Records of doors, as every shell reads them; how they are written each knows by itself.</summary>
public static class DoorRows
{
    private const string Columns = "SELECT number, kind, name, value FROM door_record";

    public static async Task<DoorRecord?> FindDoorRecordAsync(
        this IReadConnections connections, DoorRecordKind kind, string name, CancellationToken cancellationToken) =>
        (await connections.ListAsync(
            Map, cancellationToken, $"{Columns} WHERE kind = @p1 AND name = @p2", (int)kind, name)).FirstOrDefault();

    public static async Task<DoorRecord?> FindDoorRecordAsync(
        this IReadConnections connections, long number, CancellationToken cancellationToken) =>
        (await connections.ListAsync(Map, cancellationToken, $"{Columns} WHERE number = @p1", number)).FirstOrDefault();

    public static async Task<IReadOnlyList<DoorRecord>> ListDoorRecordsAsync(
        this IReadConnections connections, DoorRecordKind kind, int limit, CancellationToken cancellationToken) =>
        await connections.ListAsync(
            Map, cancellationToken, $"{Columns} WHERE kind = @p1 ORDER BY number LIMIT @p2", (int)kind, limit);

    private static DoorRecord Map(DbDataReader reader) =>
        new(reader.GetInt64(0), (DoorRecordKind)reader.GetInt32(1), reader.GetString(2), reader.Text(3));
}
