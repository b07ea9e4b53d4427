using RatingGrains.Embedded.Engine;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Embedded.Stores;

/// <summary>Lets go of what is kept for a time only: answers after 24 hours, notifications and events after 7 days.
/// In small steps, so that nobody waits for it.</summary>
internal sealed partial class Housekeeping(Database database, Writer writer, TimeProvider time, ILogger<Housekeeping> log)
    : BackgroundService
{
    private const int StepRows = 1000;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ItemsKeptFor = TimeSpan.FromDays(7);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await TidyAsync();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task TidyAsync()
    {
        var now = time.GetUtcNow();
        var oldItems = (now - ItemsKeptFor).ToUnixTimeMilliseconds();
        var oldAnswers = (now - IdempotencyStore.KeptFor).ToUnixTimeMilliseconds();
        try
        {
            await DeleteAsync(
                "DELETE FROM customer_event WHERE sequence IN (SELECT sequence FROM customer_event WHERE sequence < "
                + "(SELECT sequence FROM customer_event WHERE at >= @p1 ORDER BY sequence LIMIT 1) LIMIT @p2)", oldItems);
            await DeleteAsync(
                "DELETE FROM agent_item WHERE (agent, conversation, kind) IN "
                + "(SELECT agent, conversation, kind FROM agent_item WHERE at < @p1 LIMIT @p2)", oldItems);
            await DeleteAsync(
                "DELETE FROM idempotent_answer WHERE (key_id, idempotency_key) IN "
                + "(SELECT key_id, idempotency_key FROM idempotent_answer WHERE at < @p1 LIMIT @p2)", oldAnswers);
        }
        catch (StoreUnavailableException broken)
        {
            Log.NotTidied(log, broken);
        }
    }

    private async Task DeleteAsync(string sql, long before)
    {
        int deleted;
        do
        {
            deleted = 0;
            await writer.DoAsync(turns =>
            {
                turns.Batch.Writes.Add(() => deleted = database.Writer.Run(sql, before, StepRows));
                return true;
            });
        }
        while (deleted == StepRows);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Old rows could not be removed now; they will be next time.")]
        public static partial void NotTidied(ILogger logger, Exception broken);
    }
}
