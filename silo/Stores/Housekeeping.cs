using RatingGrains.Ports;
using RatingGrains.Sql;
using RatingGrains.Sql.Webhooks;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.Stores;

/// <summary>Lets go of what is kept for a time only: answers after 24 hours, notifications and events after 7 days, and
/// what webhooks were told. In small steps, so that nobody waits for it; silos that do it at once do the same.</summary>
internal sealed partial class Housekeeping(
    IStoreDatabase database, WebhookTidying webhooks, TimeProvider time, ILogger<Housekeeping> log) : BackgroundService
{
    private const int StepRows = 1000;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ItemsKeptFor = TimeSpan.FromDays(7);

    private static readonly RowStatement Events = new(
        """
        DELETE FROM customer_event WHERE (channel, sequence) IN
          (SELECT channel, sequence FROM customer_event, {rows} WHERE at < r.column1 LIMIT 1000)
        """,
        Number);
    private static readonly RowStatement Items = new(
        """
        DELETE FROM agent_item WHERE (agent, conversation, kind) IN
          (SELECT agent, conversation, kind FROM agent_item, {rows} WHERE at < r.column1 LIMIT 1000)
        """,
        Number);
    private static readonly RowStatement Answers = new(
        """
        DELETE FROM idempotent_answer WHERE (key_id, idempotency_key) IN
          (SELECT key_id, idempotency_key FROM idempotent_answer, {rows} WHERE at < r.column1 LIMIT 1000)
        """,
        Number);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await TidyAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    internal async Task TidyAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        try
        {
            await DeleteAsync(Events, now - ItemsKeptFor, cancellationToken);
            await DeleteAsync(Items, now - ItemsKeptFor, cancellationToken);
            await DeleteAsync(Answers, now - KeptAnswers.KeptFor, cancellationToken);
            await webhooks.TidyAsync(now, cancellationToken);
        }
        catch (Exception broken) when (broken is StoreUnavailableException or System.Data.Common.DbException)
        {
            Log.NotTidied(log, broken);
        }
    }

    private async Task DeleteAsync(RowStatement statement, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var deleted = 0;
        do
        {
            await database.WriteAsync(
                async transaction => deleted = await transaction.RunAsync(
                    statement, [[before.ToUnixTimeMilliseconds()]], cancellationToken),
                cancellationToken);
        }
        while (deleted == StepRows);
    }

    private static partial class Log
    {
        [LoggerMessage(21, LogLevel.Warning, "Old rows could not be removed now; they will be next time.")]
        public static partial void NotTidied(ILogger logger, Exception broken);
    }
}
