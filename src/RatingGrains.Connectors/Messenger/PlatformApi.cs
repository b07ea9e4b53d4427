using System.Net.Http.Headers;
using System.Text.Json;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Connectors.Meta;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Messenger;

/// <summary>Calls of the Send API, which Messenger and Instagram share.</summary>
/// <param name="messenger">Its name, for people who read errors.</param>
internal abstract class PlatformApi(HttpClient http, MessengerOptions options, string messenger)
{
    private readonly ApiCalls _calls = new(http, messenger);
    private readonly string _base = options.ApiBaseAddress.TrimEnd('/');

    /// <param name="account">The page or account that it is sent from.</param>
    public ValueTask<ApiAnswer> SendAsync(
        string token, string account, PlatformSend message, CancellationToken cancellationToken)
    {
        var address = new Uri($"{_base}/{Uri.EscapeDataString(account)}/messages");
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message, PlatformJson.Default.PlatformSend);
        return _calls.CallAsync(Make, Read, cancellationToken);

        HttpRequestMessage Make()
        {
            var request = ApiCalls.Post(address, bytes);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return request;
        }
    }

    private ApiAnswer Read(ApiReply reply) => GraphAnswer.Read(
        messenger, reply, body => body.Get("message_id").Text(), static (code, subcode) => FaultOf(code, subcode));

    private static GraphFault? FaultOf(long code, long? subcode) => (code, subcode) switch
    {
        // Outside the 24 hours, in Messenger's words and in Instagram's; the customer cannot or will not be reached.
        (10, 2018278 or 2534022) or (551, _) or (200, 1545041) => GraphFault.Lasting,
        (100, _) => GraphFault.Lasting,
        (1 or 2 or 1200, _) => GraphFault.Hiccup,
        (4 or 32 or 613 or 80002 or 80006, _) => GraphFault.Throttled,
        _ => null,
    };
}
