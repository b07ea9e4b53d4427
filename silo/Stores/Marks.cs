using RatingGrains.Sql;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.Stores;

/// <summary>Counters that say that something has changed. Moving one locks it until the commit: whoever moves the same
/// one waits, so what is decided after it is decided alone.</summary>
internal static class Marks
{
    public const string Directory = "directory";
    public const string Keys = "keys";
    public const string SigningKeys = "signingKeys";
    public const string Parked = "parked";
    public const string Webhooks = "webhooks";
    public const string DoorRecords = "doorRecords";

    /// <summary>The stream that beats whenever a counter moved.</summary>
    public const string Stream = "marks";

    private static readonly RowStatement Advance = new(
        """
        INSERT INTO mark (name, last) SELECT r.column1, 1 FROM {rows} WHERE true
        ON CONFLICT (name) DO UPDATE SET last = mark.last + 1 RETURNING last
        """,
        Text);

    public static async Task<long> AdvanceAsync(
        StoreTransaction transaction, string name, CancellationToken cancellationToken)
    {
        transaction.Beat(Stream);
        var last = await transaction.ReadAsync(Advance, [[name]], reader => reader.GetInt64(0), cancellationToken);
        return last[0];
    }

    public static async Task<Dictionary<string, long>> ReadAsync(
        IReadConnections connections, CancellationToken cancellationToken)
    {
        var marks = await connections.ListAsync(
            reader => (reader.GetString(0), reader.GetInt64(1)), cancellationToken, "SELECT name, last FROM mark");
        return marks.ToDictionary(StringComparer.Ordinal);
    }
}
