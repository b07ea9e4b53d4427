using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Connectors.Webhooks;

/// <summary>Calls a webhook once and says how that ended; never throws for what the receiver or the network does. What a
/// receiver answers beside its status is not read.</summary>
internal sealed class WebhookCaller(
    HttpClient http, IEnumerable<IWebhookFormat> formats, Targets targets, TimeProvider clock) : IWebhookCaller
{
    private readonly Dictionary<string, IWebhookFormat> _formats = formats.ToDictionary(format => format.Kind);

    public string? WhyNot(string url) => targets.WhyNot(url);

    public async Task<DeliveryOutcome> TestAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        var id = new DeliveryId("test", clock.GetUtcNow().ToUnixTimeMilliseconds() << 8);
        var end = await CallAsync(webhook, id, null, cancellationToken);
        return new DeliveryOutcome(end.Status, end.Error, null);
    }

    /// <param name="news">Null: a test.</param>
    public async Task<CallEnd> CallAsync(Webhook webhook, DeliveryId id, News? news, CancellationToken cancellationToken)
    {
        if (!_formats.TryGetValue(webhook.Kind, out var format))
            return new CallEnd(null, $"Nobody here speaks to webhooks of the kind '{webhook.Kind}'.");
        // What was allowed when it was added may not be any more.
        if (targets.WhyNot(webhook.Url) is { } reason)
            return new CallEnd(null, reason);
        try
        {
            if (await format.WriteAsync(webhook, id, news, clock.GetUtcNow(), cancellationToken) is not { } message)
                return new CallEnd(null, null);
            using var request = Request(webhook, message);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Read(response);
        }
        catch (CryptographicException)
        {
            return new CallEnd(null, "The secret cannot be unsealed; make a new one.");
        }
        catch (HttpRequestException unreached)
        {
            return new CallEnd(null, unreached.InnerException is TargetRefusedException refused
                ? refused.Message
                : $"Not reached: {unreached.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CallEnd(null, "No answer in time.");
        }
    }

    private static HttpRequestMessage Request(Webhook webhook, WebhookMessage message)
    {
        var content = new ByteArrayContent(message.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(message.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = content };
        request.Headers.TryAddWithoutValidation("User-Agent", "RatingGrains-Webhooks");
        foreach (var (name, value) in message.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private CallEnd Read(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => new CallEnd(status, null),
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest =>
                new CallEnd(status, "Redirects are not followed; give the address itself."),
            HttpStatusCode.Gone => new CallEnd(status, "The receiver is gone.") { IsGone = true },
            _ => new CallEnd(status, $"Answered {status}.", PauseOf(response)),
        };
    }

    /// <summary>In seconds, or at a time; one that has passed asks for nothing.</summary>
    private TimeSpan? PauseOf(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - (response.Headers.Date ?? clock.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }
}

/// <summary>How one call ended.</summary>
/// <param name="Error">Null: the receiver has it.</param>
/// <param name="Pause">How long the receiver asks to be left alone.</param>
internal sealed record CallEnd(int? Status, string? Error, TimeSpan? Pause = null)
{
    /// <summary>It says that nobody will ever be there again.</summary>
    public bool IsGone { get; init; }
}
