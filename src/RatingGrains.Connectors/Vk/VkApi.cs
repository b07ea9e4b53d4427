using System.Text.Json;
using Microsoft.Extensions.Options;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Vk;

/// <summary>Calls of VK's API, which answers 200 to nearly everything: <c>{"response":…}</c> or <c>{"error":{…}}</c>.
/// </summary>
internal sealed class VkApi(HttpClient http, IOptions<VkOptions> options)
{
    private const string Version = "5.199";

    /// <summary>VK counts by the second.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Too much of the same to one customer; VK does not say for how long.</summary>
    private static readonly TimeSpan FloodPause = TimeSpan.FromMinutes(1);

    private readonly ApiCalls _calls = new(http, "VK");
    private readonly Uri _address = new($"{options.Value.ApiBaseAddress.TrimEnd('/')}/messages.send");

    /// <param name="randomId">VK takes a message with the same one only once.</param>
    /// <param name="keyboard">JSON; null: none.</param>
    public ValueTask<ApiAnswer> SendAsync(
        string token, string peer, string text, int randomId, string? keyboard, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["peer_id"] = peer,
            ["message"] = text,
            ["random_id"] = $"{randomId}",
            ["v"] = Version,
        };
        if (keyboard is not null)
            form["keyboard"] = keyboard;
        return _calls.CallAsync(Make, Read, cancellationToken);

        HttpRequestMessage Make()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new FormUrlEncodedContent(form) };
            request.Headers.Authorization = new("Bearer", token);
            return request;
        }
    }

    private static ApiAnswer Read(ApiReply reply)
    {
        var response = reply.Body.Get("response");
        if (response.ValueKind != JsonValueKind.Undefined && (int)reply.Status is >= 200 and < 300)
            return ApiAnswer.Done(response.Id());
        var error = reply.Body.Get("error");
        var code = error.Get("error_code").Number();
        var what = error.Get("error_msg").Text() ?? reply.Status.ToString();
        return new ApiAnswer(
            $"VK refused ({code ?? (int)reply.Status}): {Words.Cut(what, ApiAnswer.DescriptionMax)}",
            // A parameter or the text; a customer who is unknown, has blocked the community or has not let it write.
            Lasting: code is 18 or 100 or 113 or 900 or 901 or 902 or 911 or 914 or 936 or 945 or 946,
            IsHiccup: code is 1 or 10 || (code is null && reply.IsServersFault),
            RetryAfter: reply.RetryAfter ?? code switch
            {
                6 or 29 => Pause,
                9 => FloodPause,
                _ => (int)reply.Status == 429 ? Pause : null,
            },
            StopsAccount: code is 6 or 29 || (int)reply.Status == 429);
    }
}
