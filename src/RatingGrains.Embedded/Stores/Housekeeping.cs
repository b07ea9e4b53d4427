using RatingGrains.Embedded.Engine;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;
using RatingGrains.Sql;
using RatingGrains.Sql.Webhooks;

namespace RatingGrains.Embedded.Stores;

/// <summary>Lets go of what is kept for a time only: answers after 24 hours, notifications and events after 7 days, and
/// what webhooks were told. In small steps, so that nobody waits for it.</summary>
internal sealed partial class Housekeeping(
    Database database, IDirectory directory, Writer writer, WebhookTidying webhooks, TimeProvider time,
    ILogger<Housekeeping> log)
    : BackgroundService
{
    private const int StepRows = 1000;

    /// <summary>By the agent's numbers, which grow with time, so that no index of times is needed.</summary>
    private const string OldItems = """
        DELETE FROM agent_item WHERE agent = @p3 AND (conversation, kind) IN (
          SELECT conversation, kind FROM (
            SELECT conversation, kind, at FROM agent_item WHERE agent = @p3 ORDER BY sequence LIMIT @p2)
          WHERE at < @p1)
        """;

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
        var oldAnswers = (now - KeptAnswers.KeptFor).ToUnixTimeMilliseconds();
        try
        {
            await DeleteAsync(
                "DELETE FROM customer_event WHERE sequence IN (SELECT sequence FROM customer_event WHERE sequence < "
                + "(SELECT sequence FROM customer_event WHERE at >= @p1 ORDER BY sequence LIMIT 1) LIMIT @p2)", oldItems);
            foreach (var agent in directory.Agents)
                await DeleteAsync(OldItems, oldItems, agent.Id.Value);
            await DeleteAsync(
                "DELETE FROM idempotent_answer WHERE (key_id, idempotency_key) IN "
                + "(SELECT key_id, idempotency_key FROM idempotent_answer WHERE at < @p1 LIMIT @p2)", oldAnswers);
            await webhooks.TidyAsync(now, CancellationToken.None);
        }
        catch (StoreUnavailableException broken)
        {
            Log.NotTidied(log, broken);
        }
    }

    private async Task DeleteAsync(string sql, long before, string? agent = null)
    {
        int deleted;
        do
        {
            deleted = 0;
            await writer.DoAsync(turns =>
            {
                turns.Batch.Writes.Add(() => deleted = agent is null
                    ? database.Writer.Run(sql, before, StepRows)
                    : database.Writer.Run(sql, before, StepRows, agent));
                return true;
            });
        }
        while (deleted == StepRows);
    }

    private static partial class Log
    {
        [LoggerMessage(6, LogLevel.Warning, "Old rows could not be removed now; they will be next time.")]
        public static partial void NotTidied(ILogger logger, Exception broken);
    }
}
