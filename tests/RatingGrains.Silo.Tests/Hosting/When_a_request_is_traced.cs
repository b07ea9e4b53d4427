using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Orleans.Diagnostics;
using RatingGrains.Api.Operations;
using RatingGrains.Contract;

namespace RatingGrains.Hosting;

/// <summary>From HTTP through the grain to its storage, in one trace.</summary>
public sealed class When_a_request_is_traced
{
    private const string Http = "Microsoft.AspNetCore";

    [Fact]
    public async Task Its_way_through_grains_to_the_storage_is_one_trace()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Http or RatingTracing.SourceName
                || source.Name.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await LocalHost.StartAsync("--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:9");
        using var client = host.Client();

        var trace = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/agents/anna")
        {
            Content = JsonContent.Create(new { name = "Anna" }),
            Headers = { { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" } },
        };
        (await client.SendAsync(request)).EnsureSuccessStatusCode();

        await Eventually.BecomesTrue(() => Named(Http).Any(), "the request has ended");
        var write = Assert.Single(
            Named(ActivitySources.StorageActivitySourceName), span => span.OperationName == "write storage");
        var path = new List<string>();
        for (var span = write; span is not null; span = spans.FirstOrDefault(parent => parent.SpanId == span.ParentSpanId))
            path.Add(span.Source.Name);
        Assert.Equal(
            [
                ActivitySources.StorageActivitySourceName, ActivitySources.ApplicationGrainActivitySourceName,
                ActivitySources.ApplicationGrainActivitySourceName, Http,
            ],
            path);

        IEnumerable<Activity> Named(string source) =>
            spans.Where(span => span.TraceId == trace && span.Source.Name == source);
    }
}
