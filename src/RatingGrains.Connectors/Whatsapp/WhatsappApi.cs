using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Connectors.Meta;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Whatsapp;

/// <summary>Calls of WhatsApp's Cloud API.</summary>
internal sealed class WhatsappApi(HttpClient http, IOptions<WhatsappOptions> options)
{
    private readonly ApiCalls _calls = new(http, "WhatsApp");
    private readonly string _base = options.Value.ApiBaseAddress.TrimEnd('/');

    /// <param name="number">The phone number id that it is sent from.</param>
    public ValueTask<ApiAnswer> SendAsync(
        string token, string number, WhatsappMessage message, CancellationToken cancellationToken)
    {
        var address = new Uri($"{_base}/{Uri.EscapeDataString(number)}/messages");
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message, WhatsappJson.Default.WhatsappMessage);
        return _calls.CallAsync(Make, Read, cancellationToken);

        HttpRequestMessage Make()
        {
            var request = ApiCalls.Post(address, bytes);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return request;
        }
    }

    private static ApiAnswer Read(ApiReply reply) => GraphAnswer.Read(
        "WhatsApp", reply,
        body => body.Get("messages").Items().FirstOrDefault().Get("id").Text(),
        static (code, _) => FaultOf(code));

    private static GraphFault? FaultOf(long code) => code switch
    {
        // A parameter, the text, or the recipient; 131047 is the 24 hours after the customer's last message.
        100 or 130472 or 131008 or 131009 or 131021 or 131026 or 131030 or 131047 or 131049 or 131050 or 131051 =>
            GraphFault.Lasting,
        1 or 2 or 131000 or 131016 or 133004 => GraphFault.Hiccup,
        4 or 80007 or 130429 or 131048 => GraphFault.Throttled,
        131056 => GraphFault.CustomerThrottled,
        _ => null,
    };
}
