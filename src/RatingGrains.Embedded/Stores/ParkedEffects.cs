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

    public async Task<IReadOnlyList<ParkedEffect>> ListAsync(long after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.With(
            "SELECT sequence, entry, error, at FROM parked_effect WHERE sequence > @p1 ORDER BY sequence LIMIT @p2",
            after, limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var parked = new List<ParkedEffect>();
        while (await reader.ReadAsync(cancellationToken))
        {
            parked.Add(new ParkedEffect(
                reader.GetInt64(0), JsonSerializer.Deserialize(reader.GetString(1), CoreJson.Default.OutboxEntry)!,
                reader.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3))));
        }
        return parked;
    }

    public async Task<bool> RetryAsync(long sequence, CancellationToken cancellationToken)
    {
        var found = await ListAsync(sequence - 1, 1, cancellationToken);
        if (found is not [{ } effect] || effect.Sequence != sequence)
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
