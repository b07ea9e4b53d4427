using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using RatingGrains.Api.Operations;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Embedded.Engine;

/// <summary>How far the engine is behind, looked at when somebody collects the numbers.</summary>
internal sealed class EngineGauges(IMeterFactory meters, Writer writer, Database database, TimeProvider time) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(RatingMeter.Name);
        meter.CreateObservableGauge(
            "rating_grains.writer.waiting", () => writer.Waiting, "{request}", "Requests that wait to be written.");
        meter.CreateObservableGauge(
            "rating_grains.wake.lag", () => Lag("wake_at"), "s",
            "How long the deadline that has waited longest is overdue; 0 where none is.");
        meter.CreateObservableGauge(
            "rating_grains.outbox.depth", () => Read("SELECT count(*) FROM conversation_actor WHERE send_at IS NOT NULL"),
            "{conversation}", "Conversations with something that has not left yet.");
        meter.CreateObservableGauge(
            "rating_grains.outbox.lag", () => Lag("send_at"), "s",
            "How long the effect that has waited longest could have left; 0 where none waits.");
        meter.CreateObservableGauge(
            "rating_grains.effects.parked", () => Read("SELECT count(*) FROM parked_effect"),
            "{effect}", "Effects that could not be delivered in the end.");
        meter.CreateObservableGauge(
            "rating_grains.webhooks.waiting", () => Read("SELECT count(*) FROM webhook_lane"),
            "{conversation}", "Conversations of which webhooks have yet to be told.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<double>> Lag(string dueAt)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var earliest in Read($"SELECT coalesce(min({dueAt}), {now}) FROM conversation_actor WHERE {dueAt} IS NOT NULL"))
            yield return new(Math.Max(0, now - earliest.Value) / 1000.0);
    }

    /// <summary>A store that does not answer has no number; the other numbers still leave.</summary>
    private IReadOnlyList<Measurement<long>> Read(string sql)
    {
        try
        {
            // SQLite opens without waiting, and a gauge has no other way.
            using var connection = database.OpenAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
            using var command = connection.With(sql);
            return [new Measurement<long>((long)command.ExecuteScalar()!)];
        }
        catch (Exception e) when (e is SqliteException or StoreUnavailableException)
        {
            return [];
        }
    }
}
