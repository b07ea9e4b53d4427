using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Operations;

public sealed class When_the_engine_is_watched
{
    [Fact]
    public async Task its_queue_what_waits_and_what_is_parked_are_seen_and_messages_are_counted()
    {
        await using var host = await ApiHost.StartAsync();
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        var seen = new ConcurrentDictionary<string, long>();
        var lags = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, watching) =>
        {
            if (instrument.Meter.Name == RatingMeter.Name && instrument.Meter.Scope == meters)
                watching.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => lags[instrument.Name] = value);
        listener.Start();
        var centre = new Centre(host);
        await centre.ChannelAsync("web");

        await centre.WriteAsync("web", "42");
        listener.RecordObservableInstruments();

        Assert.Equal(0, seen["rating_grains.writer.waiting"]);
        Assert.Equal(0, seen["rating_grains.effects.parked"]);
        Assert.Equal(1, seen["rating_grains.messages.received"]);
        Assert.Equal(0, seen["rating_grains.outbox.depth"]);
        Assert.Equal(0, lags["rating_grains.outbox.lag"]);
        // The conversation's deadline lies ahead.
        Assert.Equal(0, lags["rating_grains.wake.lag"]);
    }
}
