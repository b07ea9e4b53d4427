using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace RatingGrains.Api.Telegram;

/// <summary>Answers as Telegram's Bot API documents: <c>ok</c> and <c>result</c>, or <c>error_code</c>,
/// <c>description</c> and <c>parameters</c>. What Telegram would not take is refused.</summary>
internal sealed class BotApiStandIn : IAsyncDisposable
{
    private const int TextMax = 4096;
    private const int ButtonBytesMax = 64;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Method, Func<HttpContext, Task> Answer)> _prepared = [];
    private readonly ConcurrentQueue<BotCall> _calls = [];
    private long _messageId = 1000;

    private BotApiStandIn(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public IReadOnlyList<BotCall> Calls => [.. _calls];

    /// <summary>What has reached customers.</summary>
    public IReadOnlyList<BotCall> Sent => [.. _calls.Where(call => call.MessageId is not null)];

    public static async Task<BotApiStandIn> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var standIn = new BotApiStandIn(app);
        app.Run(standIn.TakeAsync);
        await app.StartAsync();
        return standIn;
    }

    /// <summary>The next call of the method is refused so.</summary>
    public void Refuse(string method, int errorCode, string description, int? retryAfter = null) => _prepared.Enqueue(
        (method, context => RefuseAsync(context, errorCode, description, retryAfter)));

    /// <summary>The next call of the method is answered by something else, before Telegram.</summary>
    public void Answer(string method, Func<HttpContext, Task> answer) => _prepared.Enqueue((method, answer));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/');
        var (token, method) = (path[1]["bot".Length..], path[2]);
        var body = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        if (_prepared.TryPeek(out var next) && next.Method == method && _prepared.TryDequeue(out next))
        {
            _calls.Enqueue(new BotCall(token, method, body, null));
            await next.Answer(context);
            return;
        }
        if (Problem(method, body) is { } problem)
        {
            _calls.Enqueue(new BotCall(token, method, body, null));
            await RefuseAsync(context, 400, problem, null);
            return;
        }
        long? messageId = method == "sendMessage" ? Interlocked.Increment(ref _messageId) : null;
        _calls.Enqueue(new BotCall(token, method, body, messageId));
        await WriteAsync(context, 200, new JsonObject { ["ok"] = true, ["result"] = Result(body, messageId) });
    }

    private static JsonNode Result(JsonObject body, long? messageId) => messageId is { } id
        ? new JsonObject
        {
            ["message_id"] = id,
            ["chat"] = new JsonObject { ["id"] = body["chat_id"]!.DeepClone(), ["type"] = "private" },
            ["date"] = 1700000000,
            ["text"] = body["text"]!.DeepClone(),
        }
        : JsonValue.Create(true);

    private static string? Problem(string method, JsonObject body) => method switch
    {
        "sendMessage" when body["chat_id"] is null => "Bad Request: chat_id is empty",
        "sendMessage" when string.IsNullOrWhiteSpace((string?)body["text"]) => "Bad Request: message text is empty",
        "sendMessage" when ((string)body["text"]!).Length > TextMax => "Bad Request: message is too long",
        "sendMessage" when Buttons(body).Any(data => System.Text.Encoding.UTF8.GetByteCount(data) > ButtonBytesMax) =>
            "Bad Request: BUTTON_DATA_INVALID",
        "sendMessage" => null,
        "answerCallbackQuery" when body["callback_query_id"] is null => "Bad Request: query is too old",
        "answerCallbackQuery" => null,
        _ => "Not Found: method not found",
    };

    internal static IEnumerable<string> Buttons(JsonObject body) =>
        from row in body["reply_markup"]?["inline_keyboard"]?.AsArray() ?? []
        from button in row!.AsArray()
        select (string)button!["callback_data"]!;

    private static Task RefuseAsync(HttpContext context, int errorCode, string description, int? retryAfter)
    {
        var body = new JsonObject { ["ok"] = false, ["error_code"] = errorCode, ["description"] = description };
        if (retryAfter is { } seconds)
            body["parameters"] = new JsonObject { ["retry_after"] = seconds };
        return WriteAsync(context, errorCode, body);
    }

    private static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }
}

/// <param name="MessageId">Null where nothing was sent.</param>
internal sealed record BotCall(string Token, string Method, JsonObject Body, long? MessageId)
{
    public string Text => (string)Body["text"]!;

    public long Chat => (long)Body["chat_id"]!;

    /// <summary>What the buttons under the message say when they are tapped.</summary>
    public IReadOnlyList<string> Buttons => [.. BotApiStandIn.Buttons(Body)];
}
