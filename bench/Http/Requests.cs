using System.Net.Http.Headers;
using System.Text;

namespace RatingGrains.Bench.Http;

/// <summary>The three kinds of requests that are compared.</summary>
internal sealed class Requests(IReadOnlyList<Uri> hosts, IReadOnlyList<Waiting> waiting)
{
    private const string AdminBearer = $"Bearer {HostSettings.AdminKey}";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Uri[] _live = [.. hosts.Select(host => new Uri(host, "/health/live"))];
    private int _rated;
    private int _messages;

    /// <summary>Ratings that were sent so far.</summary>
    public int Rated => _rated;

    public HttpRequestMessage NoOp(int i) => new(HttpMethod.Get, _live[i % hosts.Count]);

    /// <summary>Each on another conversation; four of five like it.</summary>
    public HttpRequestMessage Rate(int _)
    {
        var i = Interlocked.Increment(ref _rated) - 1;
        return Make(
            HttpMethod.Put, hosts[i % hosts.Count], $"/api/v1/conversations/{waiting[i].Id}/customer-rating", waiting[i].Bearer,
            i % 5 == 0 ? """{"value":"dislike","comment":"I waited too long."}"""u8 : """{"value":"like"}"""u8);
    }

    /// <summary>Two to a customer: one opens a conversation, the other goes on in it.</summary>
    public HttpRequestMessage Say(int _)
    {
        var i = Interlocked.Increment(ref _messages) - 1;
        var body = $$"""
            {"connector":"whatsApp","chatId":"say-{{i / 2}}","userId":"say-{{i / 2}}","userName":"Customer {{i / 2}}",
             "messageId":"{{i}}","text":"Hello, where is my order number {{i}}?"}
            """;
        return Make(
            HttpMethod.Post, hosts[i % hosts.Count], $"/api/v1/channels/{Counter.ChannelId(i / 2)}/messages", AdminBearer,
            Encoding.UTF8.GetBytes(body));
    }

    private static HttpRequestMessage Make(HttpMethod method, Uri host, string path, string bearer, ReadOnlySpan<byte> body)
    {
        var message = new HttpRequestMessage(method, new Uri(host, path));
        message.Content = new ByteArrayContent(body.ToArray());
        message.Content.Headers.ContentType = Json;
        message.Headers.TryAddWithoutValidation("Authorization", bearer);
        return message;
    }
}
