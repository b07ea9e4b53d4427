using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RatingGrains.Api.Bitrix24;

namespace RatingGrains.Api.Operations;

/// <summary>Sends metrics and traces by OTLP where the standard setting names an endpoint, for as long as the host runs.
/// Its other settings (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_SERVICE_NAME</c>, <c>OTEL_TRACES_SAMPLER</c> and so on)
/// are the standard's too.</summary>
internal sealed class TelemetryExport(IConfiguration configuration, IEnumerable<TelemetrySources> sources)
    : IHostedService, IDisposable
{
    private const string Endpoint = TelemetrySources.Endpoint;
    private const string ServiceName = "OTEL_SERVICE_NAME";

    private static readonly TelemetrySources OfEveryHost = new(
        [RatingMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"],
        [RatingTracing.SourceName]);

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!TelemetrySources.AreWanted(configuration))
            return Task.CompletedTask;
        var endpoint = configuration[Endpoint];
        // The exporter itself would pass over a broken address in silence.
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new OptionsValidationException(
                Endpoint, typeof(Uri), [$"{Endpoint} must be an http or https address; it is '{endpoint}'."]);
        }
        var told = sources.Prepend(OfEveryHost).ToArray();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddMeter([.. told.SelectMany(source => source.Meters)])
            .AddOtlpExporter()
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Describe)
            // A probe every few seconds is nothing to look at.
            .AddAspNetCoreInstrumentation(http =>
            {
                http.Filter = request => !request.Request.Path.StartsWithSegments("/health");
                http.EnrichWithHttpRequest = HideCode;
            })
            .AddSource([.. told.SelectMany(source => source.Spans)])
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>What was counted last leaves before the host ends.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _metrics?.Dispose();
        _traces?.Dispose();
        (_metrics, _traces) = (null, null);
    }

    /// <summary>The path of a webhook of Bitrix24's clients has its key in it.</summary>
    private static void HideCode(Activity span, HttpRequest request)
    {
        if (request.Path.StartsWithSegments(Bitrix24Endpoints.Root))
            span.SetTag("url.path", Bitrix24Endpoints.Root);
    }

    private void Describe(ResourceBuilder resource) => resource.AddService(configuration[ServiceName] ?? "rating-grains");
}
