using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using RatingGrains.Api.Operations;
using RatingGrains.Embedded.Storage;
using RatingGrains.Sql;
using RatingGrains.Ports;

namespace RatingGrains.Embedded.Engine;

/// <summary>How far the engine is behind, looked at when somebody collects the numbers.</summary>
internal sealed class EngineGauges(IMeterFactory meters, Writer writer, Database database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(RatingMeter.Name);
        meter.CreateObservableGauge(
            "rating_grains.writer.waiting", () => writer.Waiting, "{request}", "Requests that wait to be written.");
        meter.CreateObservableGauge(
            "rating_grains.effects.parked", CountParked, "{effect}", "Effects that could not be delivered in the end.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A store that does not answer has no number; the other numbers still leave.</summary>
    private IEnumerable<Measurement<long>> CountParked()
    {
        try
        {
            // SQLite opens without waiting, and a gauge has no other way.
            using var connection = database.OpenAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
            using var command = connection.With("SELECT count(*) FROM parked_effect");
            return [new Measurement<long>((long)command.ExecuteScalar()!)];
        }
        catch (Exception e) when (e is SqliteException or StoreUnavailableException)
        {
            return [];
        }
    }
}
