using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Telegram;

/// <summary>Calls of the Bot API. The token is part of the address, so an address is never logged or told.</summary>
internal sealed class TelegramBot(HttpClient http, IOptions<TelegramOptions> options)
{
    private readonly ApiCalls _calls = new(http, "Telegram");
    private readonly string _base = options.Value.ApiBaseAddress.TrimEnd('/');

    public ValueTask<ApiAnswer> SendMessageAsync(
        string token, SendMessage message, CancellationToken cancellationToken) =>
        CallAsync(token, "sendMessage", message, TelegramJson.Default.SendMessage, cancellationToken);

    public ValueTask<ApiAnswer> AnswerCallbackAsync(
        string token, AnswerCallbackQuery answer, CancellationToken cancellationToken) =>
        CallAsync(token, "answerCallbackQuery", answer, TelegramJson.Default.AnswerCallbackQuery, cancellationToken);

    private ValueTask<ApiAnswer> CallAsync<T>(
        string token, string method, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var address = new Uri($"{_base}/bot{Uri.EscapeDataString(token).Replace("%3A", ":")}/{method}");
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return _calls.CallAsync(() => ApiCalls.Post(address, bytes), Read, cancellationToken);
    }

    /// <summary>400 and 403 are about this chat or text (unknown, blocked by the customer) and stay so. All else may
    /// pass: an outage, a flood limit, a revoked token that somebody replaces.</summary>
    private static ApiAnswer Read(ApiReply reply)
    {
        if (reply.Status == HttpStatusCode.OK && reply.Body.Get("ok").IsTrue)
            return ApiAnswer.Done(reply.Body.Get("result").Get("message_id").Id());
        var status = reply.Body.Get("error_code").Number() ?? (int)reply.Status;
        var description = reply.Body.Get("description").Text() ?? reply.Status.ToString();
        var wait = reply.Body.Get("parameters").Get("retry_after").Number();
        return new(
            $"Telegram refused ({status}): {Words.Cut(description, ApiAnswer.DescriptionMax)}",
            Lasting: status is 400 or 403,
            IsHiccup: status >= 500,
            RetryAfter: wait is > 0 and < 1_000_000 ? TimeSpan.FromSeconds(wait.Value) : reply.RetryAfter);
    }
}
