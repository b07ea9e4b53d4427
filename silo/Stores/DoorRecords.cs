using RatingGrains.Ports;
using RatingGrains.Sql;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.Stores;

/// <summary>Records of doors, the same on every silo. A counter under the lock of its row numbers them.</summary>
internal sealed class DoorRecords(IStoreDatabase database) : IDoorRecords
{
    private static readonly RowStatement Insert = new(
        "INSERT INTO door_record (number, kind, name, value) SELECT * FROM {rows} WHERE true ON CONFLICT DO NOTHING",
        Number, Number, Text, Text);
    private static readonly RowStatement Set = new(
        """
        INSERT INTO door_record (number, kind, name, value) SELECT * FROM {rows} WHERE true
        ON CONFLICT (kind, name) DO UPDATE SET value = excluded.value
        """,
        Number, Number, Text, Text);
    private static readonly RowStatement Remove = new(
        "DELETE FROM door_record WHERE EXISTS (SELECT 1 FROM {rows} WHERE r.column1 = kind AND r.column2 = name)",
        Number, Text);

    public async Task<DoorRecord> GetOrAddAsync(
        DoorRecordKind kind, string name, string? value, CancellationToken cancellationToken)
    {
        if (await FindAsync(kind, name, cancellationToken) is { } found)
            return found;
        await WriteAsync(Insert, kind, name, value, cancellationToken);
        return (await FindAsync(kind, name, cancellationToken))!;
    }

    public Task SetAsync(DoorRecordKind kind, string name, string value, CancellationToken cancellationToken) =>
        WriteAsync(Set, kind, name, value, cancellationToken);

    public async Task<bool> RemoveAsync(DoorRecordKind kind, string name, CancellationToken cancellationToken)
    {
        var removed = 0;
        await database.WriteAsync(
            async transaction => removed = await transaction.RunAsync(Remove, [[(long)kind, name]], cancellationToken),
            cancellationToken);
        return removed > 0;
    }

    public Task<DoorRecord?> FindAsync(DoorRecordKind kind, string name, CancellationToken cancellationToken) =>
        database.FindDoorRecordAsync(kind, name, cancellationToken);

    public Task<DoorRecord?> FindAsync(long number, CancellationToken cancellationToken) =>
        database.FindDoorRecordAsync(number, cancellationToken);

    public Task<IReadOnlyList<DoorRecord>> ListAsync(DoorRecordKind kind, int limit, CancellationToken cancellationToken) =>
        database.ListDoorRecordsAsync(kind, limit, cancellationToken);

    private Task WriteAsync(
        RowStatement statement, DoorRecordKind kind, string name, string? value, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var number = await Marks.AdvanceAsync(transaction, Marks.DoorRecords, cancellationToken);
                await transaction.RunAsync(statement, [[number, (long)kind, name, value]], cancellationToken);
            },
            cancellationToken);
}
