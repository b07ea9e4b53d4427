using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Operations;

public sealed class When_numbers_are_watched
{
    [Fact]
    public async Task messages_and_ratings_are_counted_by_what_became_of_them()
    {
        await using var host = await ApiHost.StartAsync();
        using var counted = new Counted(host.Services.GetRequiredService<IMeterFactory>());
        var centre = new Centre(host);
        await centre.AgentAsync("anna");
        await centre.ChannelAsync("web", "anna");

        var conversation = await centre.HeldAsync("web", "42", "anna");
        await centre.RateAsync(conversation, "like");
        await centre.ReviewAsync(conversation, 5);

        Assert.Equal(1, counted["rating_grains.messages.received outcome=opened"]);
        Assert.Equal(1, counted["rating_grains.ratings.received by=customer outcome=given"]);
        Assert.Equal(1, counted["rating_grains.ratings.received by=supervisor outcome=given"]);
    }

    [Fact]
    public async Task they_and_traces_leave_by_otlp_where_an_endpoint_is_set()
    {
        var received = new ConcurrentBag<string>();
        await using var collector = await CollectorAsync(received.Add);
        var host = await ApiHost.StartAsync(
            settings:
            [
                "--OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single(),
                "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
            ]);

        await new Centre(host).ChannelAsync("web");
        await host.DisposeAsync();

        Assert.Contains("/v1/metrics", received);
        Assert.Contains("/v1/traces", received);
    }

    [Fact]
    public async Task an_endpoint_that_is_none_stops_the_start_and_is_named()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(
            () => ApiHost.StartAsync(settings: ["--OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317"]));

        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> CollectorAsync(Action<string> onPost)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/{**path}", (HttpContext context) => onPost(context.Request.Path));
        await app.StartAsync();
        return app;
    }

    /// <summary>Sums what one host counts, by instrument and tags.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly ConcurrentDictionary<string, long> _sums = new();
        private readonly MeterListener _listener = new();

        public Counted(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == RatingMetrics.MeterName && instrument.Meter.Scope == meters)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                var name = instrument.Name + string.Concat(tags.ToArray().Select(tag => $" {tag.Key}={tag.Value}"));
                _sums.AddOrUpdate(name, value, (_, sum) => sum + value);
            });
            _listener.Start();
        }

        public long this[string name] => _sums.GetValueOrDefault(name);

        public void Dispose() => _listener.Dispose();
    }
}
