using RatingGrains.Embedded.Engine;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Embedded.Stores;

/// <summary>Records of doors. SQLite counts their numbers, and gives none twice.</summary>
internal sealed class DoorRecords(Database database, Lazy<Writer> writer) : IDoorRecords
{
    public async Task<DoorRecord> GetOrAddAsync(
        DoorRecordKind kind, string name, string? value, CancellationToken cancellationToken)
    {
        if (await FindAsync(kind, name, cancellationToken) is { } found)
            return found;
        await WriteAsync(() => database.Writer.Run(
            "INSERT INTO door_record (kind, name, value) VALUES (@p1, @p2, @p3) ON CONFLICT DO NOTHING",
            (int)kind, name, value));
        return (await FindAsync(kind, name, cancellationToken))!;
    }

    public Task SetAsync(DoorRecordKind kind, string name, string value, CancellationToken cancellationToken) =>
        WriteAsync(() => database.Writer.Run(
            """
            INSERT INTO door_record (kind, name, value) VALUES (@p1, @p2, @p3)
            ON CONFLICT (kind, name) DO UPDATE SET value = excluded.value
            """,
            (int)kind, name, value));

    public async Task<bool> RemoveAsync(DoorRecordKind kind, string name, CancellationToken cancellationToken)
    {
        var removed = 0;
        await WriteAsync(() => removed = database.Writer.Run(
            "DELETE FROM door_record WHERE kind = @p1 AND name = @p2", (int)kind, name));
        return removed > 0;
    }

    public Task<DoorRecord?> FindAsync(DoorRecordKind kind, string name, CancellationToken cancellationToken) =>
        database.FindDoorRecordAsync(kind, name, cancellationToken);

    public Task<DoorRecord?> FindAsync(long number, CancellationToken cancellationToken) =>
        database.FindDoorRecordAsync(number, cancellationToken);

    public Task<IReadOnlyList<DoorRecord>> ListAsync(DoorRecordKind kind, int limit, CancellationToken cancellationToken) =>
        database.ListDoorRecordsAsync(kind, limit, cancellationToken);

    /// <summary>Returns once it is committed.</summary>
    private Task WriteAsync(Action write) => writer.Value.DoAsync(turns =>
    {
        turns.Batch.Writes.Add(write);
        return true;
    });
}
