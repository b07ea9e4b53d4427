using System.Text.Json;
using RatingGrains.Json;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Silo.Delivery;
using RatingGrains.Sql;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.Stores;

/// <summary>Effects that could not be delivered in the end.</summary>
/// <param name="requeue">Made late: who takes entries back also parks them here.</param>
internal sealed class ParkedEffects(IStoreDatabase database, TimeProvider time, Lazy<IRequeue> requeue)
    : IParkedEffects, IParkedWriter
{
    private static readonly RowStatement Insert = new(
        """
        INSERT INTO parked_effect (sequence, effect_id, entry, error, at) SELECT * FROM {rows} WHERE true
        ON CONFLICT (effect_id) DO NOTHING
        """,
        Number, Text, Text, Text, Number);
    private static readonly RowStatement Remove = new(
        "DELETE FROM parked_effect WHERE sequence IN (SELECT r.column1 FROM {rows})", Number);

    public Task ParkAsync(OutboxEntry entry, string error, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var sequence = await Marks.AdvanceAsync(transaction, Marks.Parked, cancellationToken);
            await transaction.RunAsync(
                Insert,
                [[
                    sequence, entry.Id.ToString(), JsonSerializer.Serialize(entry, CoreJson.Default.OutboxEntry), error,
                    time.GetUtcNow().ToUnixTimeMilliseconds(),
                ]],
                cancellationToken);
        },
        cancellationToken);

    public Task<IReadOnlyList<ParkedEffect>> ListAsync(long after, int limit, CancellationToken cancellationToken) =>
        database.ListParkedAsync(after, limit, cancellationToken);

    /// <summary>First the outbox has it, then it is parked no more: a crash between the two leaves it in both, and
    /// delivered at least once.</summary>
    public async Task<bool> RetryAsync(long sequence, CancellationToken cancellationToken)
    {
        if (await database.FindParkedAsync(sequence, cancellationToken) is not { } parked)
            return false;
        await requeue.Value.RequeueAsync(parked.Entry, cancellationToken);
        await database.WriteAsync(
            transaction => transaction.RunAsync(Remove, [[sequence]], cancellationToken), cancellationToken);
        return true;
    }
}
