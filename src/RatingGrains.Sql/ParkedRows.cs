using System.Text.Json;
using RatingGrains.Json;
using RatingGrains.Ports;

namespace RatingGrains.Sql;

/// <summary>Effects that could not be delivered in the end, as every shell keeps them.</summary>
public static class ParkedRows
{
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    public static async Task<IReadOnlyList<ParkedEffect>> ListParkedAsync(
        this IReadConnections connections, long after, int limit, CancellationToken cancellationToken) =>
        await connections.ListAsync(
            reader => new ParkedEffect(
                reader.GetInt64(0), JsonSerializer.Deserialize(reader.GetString(1), CoreJson.Default.OutboxEntry)!,
                reader.GetString(2), reader.Instant(3)),
            cancellationToken,
            "SELECT sequence, entry, error, at FROM parked_effect WHERE sequence > @p1 ORDER BY sequence LIMIT @p2",
            after, limit);

    /// <summary>Null where there is none of this number.</summary>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    public static async Task<ParkedEffect?> FindParkedAsync(
        this IReadConnections connections, long sequence, CancellationToken cancellationToken) =>
        await connections.ListParkedAsync(sequence - 1, 1, cancellationToken) is [{ } found] && found.Sequence == sequence
            ? found
            : null;
}
