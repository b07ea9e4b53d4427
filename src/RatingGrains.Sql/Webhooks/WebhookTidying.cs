using RatingGrains.Webhooks;

namespace RatingGrains.Sql.Webhooks;

/// <summary>Lets go of deliveries that were kept long enough, and of all that belonged to a webhook that is gone.</summary>
public sealed class WebhookTidying(IWebhookDatabase database)
{
    public static readonly TimeSpan DeliveredKeptFor = TimeSpan.FromDays(7);
    public static readonly TimeSpan DeadKeptFor = TimeSpan.FromDays(30);

    private const int StepRows = 1000;
    private const string Deliveries = "webhook_delivery";
    private const string Lanes = "webhook_lane";

    /// <summary>In small steps, so that nobody waits for it.</summary>
    /// <exception cref="Ports.StoreUnavailableException">Some is left for the next time.</exception>
    public async Task TidyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await RemoveOldAsync(DeliveryState.Delivered, now - DeliveredKeptFor, cancellationToken);
        await RemoveOldAsync(DeliveryState.Dead, now - DeadKeptFor, cancellationToken);
        foreach (var (table, key) in new[] { (Lanes, "lane"), (Deliveries, "lane, sequence") })
        {
            foreach (var gone in await GoneAsync(table, cancellationToken))
            {
                await RemoveAsync(
                    $"""
                    DELETE FROM {table} WHERE webhook = @p1 AND ({key}) IN (
                      SELECT {key} FROM {table} WHERE webhook = @p1 LIMIT @p2)
                    """,
                    cancellationToken, gone, StepRows);
            }
        }
    }

    private Task RemoveOldAsync(DeliveryState state, DateTimeOffset before, CancellationToken cancellationToken) =>
        RemoveAsync(
            """
            DELETE FROM webhook_delivery WHERE (webhook, lane, sequence) IN (
              SELECT webhook, lane, sequence FROM webhook_delivery WHERE state = @p1 AND settled_at < @p2 LIMIT @p3)
            """,
            cancellationToken, (int)state, before.ToUnixTimeMilliseconds(), StepRows);

    /// <summary>Those that have rows but are not there any more. From one to the next by the index: the rows are many, their
    /// owners few. Who is there is asked last, because rows are only ever added to one that is there.</summary>
    private async Task<List<string>> GoneAsync(string table, CancellationToken cancellationToken)
    {
        var following = $"SELECT webhook FROM {table} WHERE webhook > @p1 ORDER BY webhook LIMIT 1";
        var owners = new List<string>();
        while (await NamesAsync(following, cancellationToken, owners.LastOrDefault() ?? "") is [var next])
            owners.Add(next);
        if (owners.Count == 0)
            return owners;
        var known = await NamesAsync("SELECT id FROM webhook", cancellationToken);
        return [.. owners.Except(known, StringComparer.Ordinal)];
    }

    private Task<List<string>> NamesAsync(string sql, CancellationToken cancellationToken, params object?[] values) =>
        database.Reading.ListAsync(reader => reader.GetString(0), cancellationToken, sql, values);

    private async Task RemoveAsync(string delete, CancellationToken cancellationToken, params object?[] values)
    {
        int removed;
        do
        {
            removed = await database.WriteAsync(
                connection => connection.ExecuteAsync(delete, values), null, cancellationToken);
        }
        while (removed == StepRows);
    }
}
