using System.Text.Json;
using RatingGrains.Embedded.Engine;
using RatingGrains.Embedded.Storage;
using RatingGrains.Json;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Embedded.Stores;

/// <summary>Effects that could not be delivered in the end.</summary>
internal sealed class ParkedEffects(Database database, Lazy<Writer> writer) : IParkedEffects
{
    /// <summary>Keeps the entry, in the commit that takes it out of its outbox.</summary>
    public void Park(Turns turns, OutboxEntry entry, string error)
    {
        var at = turns.Now;
        turns.Batch.Writes.Add(() => database.Writer.Run(
            "INSERT OR REPLACE INTO parked_effect (effect_id, entry, error, at) VALUES (@p1, @p2, @p3, @p4)",
            entry.Id.ToString(), JsonSerializer.Serialize(entry, CoreJson.Default.OutboxEntry), error,
            at.ToUnixTimeMilliseconds()));
    }

    public Task<IReadOnlyList<ParkedEffect>> ListAsync(long after, int limit, CancellationToken cancellationToken) =>
        database.ListParkedAsync(after, limit, cancellationToken);

    public async Task<bool> RetryAsync(long sequence, CancellationToken cancellationToken)
    {
        if (await database.FindParkedAsync(sequence, cancellationToken) is not { } effect)
            return false;
        return await writer.Value.DoAsync(turns =>
        {
            using var still = database.Writer.With("SELECT 1 FROM parked_effect WHERE sequence = @p1", sequence);
            if (still.ExecuteScalar() is null)
                return false;
            var actor = turns.Conversation(effect.Entry.Id.Key);
            turns.Replace(actor, Outbox.Requeue(actor.Snapshot, effect.Entry, turns.Now));
            turns.Batch.Sending.Add(actor);
            turns.Batch.Writes.Add(
                () => database.Writer.Run("DELETE FROM parked_effect WHERE sequence = @p1", sequence));
            return true;
        });
    }
}
