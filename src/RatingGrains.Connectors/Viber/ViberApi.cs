using System.Text.Json;
using Microsoft.Extensions.Options;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Viber;

/// <summary>Calls of Viber's bot API, which answers 200 to nearly everything and says in <c>status</c> what it means.
/// </summary>
internal sealed class ViberApi(HttpClient http, IOptions<ViberOptions> options)
{
    /// <summary>Viber does not say how long.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ApiCalls _calls = new(http, "Viber");
    private readonly Uri _address = new($"{options.Value.ApiBaseAddress.TrimEnd('/')}/send_message");

    public ValueTask<ApiAnswer> SendAsync(string token, ViberMessage message, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message, ViberJson.Default.ViberMessage);
        return _calls.CallAsync(Make, Read, cancellationToken);

        HttpRequestMessage Make()
        {
            var request = ApiCalls.Post(_address, bytes);
            request.Headers.TryAddWithoutValidation("X-Viber-Auth-Token", token);
            return request;
        }
    }

    private static ApiAnswer Read(ApiReply reply)
    {
        var status = reply.Body.Get("status").Number();
        if (status is 0 && (int)reply.Status is >= 200 and < 300)
            return ApiAnswer.Done(reply.Body.Get("message_token").Id());
        var what = reply.Body.Get("status_message").Text() ?? reply.Status.ToString();
        var isThrottled = status is 12 || (int)reply.Status == 429;
        return new ApiAnswer(
            $"Viber refused ({status ?? (int)reply.Status}): {Words.Cut(what, ApiAnswer.DescriptionMax)}",
            // Bad or missing data; a receiver that is not registered, not subscribed, or has no device that could show it.
            Lasting: status is 3 or 4 or 5 or 6 or 11 or 13 or 14 or 21,
            IsHiccup: status is null && reply.IsServersFault,
            RetryAfter: reply.RetryAfter ?? (isThrottled ? Pause : null),
            StopsAccount: isThrottled);
    }
}
