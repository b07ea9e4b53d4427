using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Polly;
using Polly.Retry;

namespace RatingGrains.Connectors.Sending;

/// <summary>What a messenger's API answered.</summary>
/// <param name="Body">Undefined where it was not JSON: something before the messenger answered in its place.</param>
/// <param name="RetryAfter">From the header of that name.</param>
internal readonly record struct ApiReply(HttpStatusCode Status, JsonElement Body, TimeSpan? RetryAfter)
{
    public bool IsServersFault => (int)Status >= 500;
}

/// <summary>Calls a messenger's API; never throws for what the messenger or the network does.</summary>
/// <param name="messenger">Its name, for people who read errors.</param>
internal sealed class ApiCalls(HttpClient http, string messenger)
{
    /// <summary>A short hiccup is not worth a round through the outbox. What may have arrived (a timeout) is not repeated
    /// here, nor what was answered for good, nor before the messenger wants it.</summary>
    private static readonly ResiliencePipeline<ApiAnswer> Hiccups = new ResiliencePipelineBuilder<ApiAnswer>()
        .AddRetry(new RetryStrategyOptions<ApiAnswer>
        {
            ShouldHandle = outcome => ValueTask.FromResult(
                outcome.Outcome.Result is { IsHiccup: true, RetryAfter: null }),
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <param name="request">Makes the request, anew for each try.</param>
    /// <param name="read">Says what the messenger's answer means.</param>
    public ValueTask<ApiAnswer> CallAsync(
        Func<HttpRequestMessage> request, Func<ApiReply, ApiAnswer> read, CancellationToken cancellationToken) =>
        Hiccups.ExecuteAsync(cancel => TryAsync(request, read, cancel), cancellationToken);

    public static HttpRequestMessage Post(Uri address, byte[] json)
    {
        var content = new ByteArrayContent(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
    }

    private async ValueTask<ApiAnswer> TryAsync(
        Func<HttpRequestMessage> make, Func<ApiReply, ApiAnswer> read, CancellationToken cancellationToken)
    {
        try
        {
            using var request = make();
            using var response = await http.SendAsync(request, cancellationToken);
            using var body = await ReadAsync(response, cancellationToken);
            return read(new ApiReply(response.StatusCode, body?.RootElement ?? default, RetryAfterOf(response)));
        }
        catch (HttpRequestException exception)
        {
            return ApiAnswer.Unreached(messenger, exception.HttpRequestError);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ApiAnswer.Unanswered(messenger);
        }
    }

    private static async Task<JsonDocument?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>In seconds, or at a time; one that has passed asks for nothing.</summary>
    private static TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - (response.Headers.Date ?? DateTimeOffset.UtcNow);
        return wait > TimeSpan.Zero ? wait : null;
    }
}
