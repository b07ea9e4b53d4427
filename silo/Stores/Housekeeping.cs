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
    private const int AnswersOfStep = 1000;

    /// <summary>So many channels or agents a step, of each of which it removes 100 rows at most.</summary>
    private const int NamesOfStep = 50;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ItemsKeptFor = TimeSpan.FromDays(7);

    // The oldest have the lowest numbers, so no index by time is needed, which every rating would have to pay for.
    private static readonly RowStatement Events = new(
        """
        DELETE FROM customer_event WHERE (channel, sequence) IN
          (SELECT e.channel, e.sequence FROM {rows}, customer_event AS e WHERE e.channel = r.column1 AND e.at < r.column2
            AND e.sequence < 100 + (SELECT min(o.sequence) FROM customer_event AS o WHERE o.channel = r.column1))
        """,
        Text, Number);
    private static readonly RowStatement Items = new(
        """
        DELETE FROM agent_item WHERE (agent, conversation, kind) IN
          (SELECT i.agent, i.conversation, i.kind FROM {rows}, agent_item AS i WHERE i.agent = r.column1 AND i.at < r.column2
            AND i.sequence < 100 + (SELECT min(o.sequence) FROM agent_item AS o WHERE o.agent = r.column1))
        """,
        Text, Number);
    private static readonly RowStatement Answers = new(
        """
        DELETE FROM idempotent_answer WHERE (key_id, idempotency_key) IN
          (SELECT key_id, idempotency_key FROM idempotent_answer, {rows} WHERE at < r.column1 LIMIT 1000)
        """,
        Number);

    /// <summary>Each agent once, from one to the next by the index.</summary>
    private const string AgentsWithItems = """
        WITH RECURSIVE one(agent) AS (
          SELECT min(agent) FROM agent_item
          UNION ALL SELECT (SELECT min(i.agent) FROM agent_item AS i WHERE i.agent > one.agent) FROM one WHERE one.agent IS NOT NULL)
        SELECT agent FROM one WHERE agent IS NOT NULL
        """;

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
            await DeleteAsync(Events, "SELECT channel FROM channel_stream", now - ItemsKeptFor, cancellationToken);
            await DeleteAsync(Items, AgentsWithItems, now - ItemsKeptFor, cancellationToken);
            object?[][] answers = [[(now - KeptAnswers.KeptFor).ToUnixTimeMilliseconds()]];
            while (await DeleteAsync(Answers, answers, cancellationToken) == AnswersOfStep)
            {
            }
            await webhooks.TidyAsync(now, cancellationToken);
        }
        catch (Exception broken) when (broken is StoreUnavailableException or System.Data.Common.DbException)
        {
            Log.NotTidied(log, broken);
        }
    }

    private async Task DeleteAsync(
        RowStatement statement, string names, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var all = await database.ListAsync(reader => reader.GetString(0), cancellationToken, names);
        foreach (var step in all.Chunk(NamesOfStep))
        {
            object?[][] rows = [.. step.Select(name => new object?[] { name, before.ToUnixTimeMilliseconds() })];
            while (await DeleteAsync(statement, rows, cancellationToken) > 0)
            {
            }
        }
    }

    private async Task<int> DeleteAsync(RowStatement statement, object?[][] rows, CancellationToken cancellationToken)
    {
        var deleted = 0;
        await database.WriteAsync(
            async transaction => deleted = await transaction.RunAsync(statement, rows, cancellationToken), cancellationToken);
        return deleted;
    }

    private static partial class Log
    {
        [LoggerMessage(21, LogLevel.Warning, "Old rows could not be removed now; they will be next time.")]
        public static partial void NotTidied(ILogger logger, Exception broken);
    }
}
