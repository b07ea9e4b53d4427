namespace RatingGrains.Ports;

/// <summary>What a door for clients of another product keeps for itself: the numbers by which they know what has a name
/// here, and small records. A number is given once, is nobody else's, and is the same on every silo.</summary>
public interface IDoorRecords
{
    /// <summary>The record of this name; where there is none it is made, with a number of its own.</summary>
    Task<DoorRecord> GetOrAddAsync(
        DoorRecordKind kind, string name, string? value, CancellationToken cancellationToken);

    /// <summary>The record of this name has this value from now on, and keeps its number.</summary>
    Task SetAsync(DoorRecordKind kind, string name, string value, CancellationToken cancellationToken);

    /// <returns>False where there is none.</returns>
    Task<bool> RemoveAsync(DoorRecordKind kind, string name, CancellationToken cancellationToken);

    Task<DoorRecord?> FindAsync(DoorRecordKind kind, string name, CancellationToken cancellationToken);

    Task<DoorRecord?> FindAsync(long number, CancellationToken cancellationToken);

    /// <summary>The records of a kind, by their numbers.</summary>
    Task<IReadOnlyList<DoorRecord>> ListAsync(DoorRecordKind kind, int limit, CancellationToken cancellationToken);
}

public sealed record DoorRecord(long Number, DoorRecordKind Kind, string Name, string? Value);

/// <summary>The numbers are stored: never changed, never used for something else.</summary>
public enum DoorRecordKind
{
    Channel = 1,
    Thread = 2,

    /// <summary>An agent, or whoever has a key.</summary>
    Person = 3,

    /// <summary>The customer of a thread.</summary>
    Customer = 4,

    /// <summary>A connector that somebody registered.</summary>
    Connector = 5,

    /// <summary>Which thread the messages of a foreign chat or user belong to.</summary>
    Dialogue = 6,

    /// <summary>A conversation that somebody pinned.</summary>
    Pin = 7,

    /// <summary>Whom to tell of an event.</summary>
    EventHandler = 8,

    /// <summary>By which token an application knows that an event is ours.</summary>
    Application = 9,
}
