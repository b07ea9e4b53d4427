using System.Diagnostics.Metrics;
using RatingGrains.Api.Operations;
using RatingGrains.Silo.Delivery;

namespace RatingGrains.Silo.Engine;

/// <summary>How far this silo is behind, looked at when somebody collects the numbers.</summary>
internal sealed class SiloGauges(IMeterFactory meters, DeliveryGauge gauge) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(RatingMeter.Name);
        meter.CreateObservableGauge(
            "rating_grains.effects.delivering", () => gauge.Running, "{outlet}",
            "Outboxes of this silo that something is leaving, or waits for its receiver.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
