using System.Data.Common;
using RatingGrains.Embedded.Engine;
using RatingGrains.Embedded.Storage;
using RatingGrains.Sql;
using RatingGrains.Sql.Webhooks;

namespace RatingGrains.Embedded.Stores;

/// <summary>Webhooks are written by the writer's thread, as everything is.</summary>
internal sealed class WebhookDatabase(Database database, StreamPulses pulses, Lazy<Writer> writer) : IWebhookDatabase
{
    public IReadConnections Reading => database;

    public IStreamPulses Pulses => pulses;

    public string PassOverLocked => "";

    public async Task<T> WriteAsync<T>(
        Func<DbConnection, Task<T>> work, string? beat, CancellationToken cancellationToken)
    {
        T result = default!;
        await writer.Value.DoAsync(turns =>
        {
            // SQLite knows no waiting: what it is asked for is done when the call returns.
            turns.Batch.Writes.Add(() => result = work(database.Writer).GetAwaiter().GetResult());
            if (beat is not null)
                turns.Batch.AfterCommit.Add(() => pulses.Beat(beat));
            return true;
        });
        return result;
    }

    public Task<T> ChangeAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) =>
        WriteAsync(work, null, cancellationToken);
}
