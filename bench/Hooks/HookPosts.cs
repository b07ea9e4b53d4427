using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;

namespace RatingGrains.Bench.Hooks;

/// <summary>What messengers post, signed as they sign it: half of the messages open a conversation, half go on in one.
/// </summary>
internal sealed class HookPosts(HttpClient admin, Uri host)
{
    public const int BatchSize = 100;

    private const string Number = "106540352242922";
    private const string Secret = "bench-secret";

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Secret);

    private readonly Uri _live = new(host, "/health/live");
    private readonly Uri _whatsapp = new(host, "/hooks/shop/whatsapp");
    private readonly Uri _telegram = new(host, "/hooks/shop/telegram");
    private int _messages;

    public async Task ConnectAsync()
    {
        var settings = new
        {
            name = "Shop",
            whatsapp = new { accountId = Number, accessToken = "unused", appSecret = Secret, verifyToken = "unused" },
            telegram = new { botToken = "1:unused", webhookSecret = Secret },
        };
        using var answer = await admin.PutAsJsonAsync(new Uri("/api/v1/channels/shop", UriKind.Relative), settings);
        answer.EnsureSuccessStatusCode();
    }

    public HttpRequestMessage NoOp(int _) => new(HttpMethod.Get, _live);

    /// <summary>A hundred messages of fifty customers.</summary>
    public HttpRequestMessage Whatsapp(int _)
    {
        var first = Interlocked.Add(ref _messages, BatchSize) - BatchSize;
        var messages = string.Join(',', Enumerable.Range(first, BatchSize).Select(Message));
        var body = Encoding.UTF8.GetBytes($$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
            "messaging_product":"whatsapp","metadata":{"phone_number_id":"{{{Number}}}"},"messages":[{{{messages}}}]}}]}]}
            """);
        var post = Post(_whatsapp, body);
        post.Headers.TryAddWithoutValidation(
            "X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Key, body)));
        return post;
    }

    public HttpRequestMessage Telegram(int _)
    {
        var i = Interlocked.Increment(ref _messages) - 1;
        var post = Post(_telegram, Encoding.UTF8.GetBytes($$$"""
            {"update_id":{{{i}}},"message":{"message_id":{{{i}}},"from":{"id":{{{i / 2}}},"is_bot":false,"first_name":"Ann"},
            "chat":{"id":{{{i / 2}}},"type":"private"},"date":1700000000,"text":"Where is my order number {{{i}}}?"}}
            """));
        post.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", Secret);
        return post;
    }

    private static string Message(int i)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return $$$"""
            {"from":"39{{{i / 2:00000000}}}","id":"wamid.{{{i}}}","timestamp":"{{{now}}}","type":"text",
            "text":{"body":"Where is my order number {{{i}}}?"}}
            """;
    }

    private static HttpRequestMessage Post(Uri address, byte[] body)
    {
        var post = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        post.Content.Headers.ContentType = Json;
        return post;
    }
}
