using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace RatingGrains.Connectors.Telegram;

/// <summary>Calls of the Bot API. The token is part of the address, so an address is never logged or told.</summary>
internal sealed class TelegramBot(HttpClient http, IOptions<TelegramOptions> options)
{
    /// <summary>A short hiccup is not worth a round through the outbox. What may have arrived (a timeout) is not
    /// repeated here, nor what Telegram has answered for good.</summary>
    private static readonly ResiliencePipeline<BotAnswer> Hiccups = new ResiliencePipelineBuilder<BotAnswer>()
        .AddRetry(new RetryStrategyOptions<BotAnswer>
        {
            ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Result is { IsHiccup: true }),
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    private readonly string _base = options.Value.ApiBaseAddress.TrimEnd('/');

    public ValueTask<BotAnswer> SendMessageAsync(
        string token, SendMessage message, CancellationToken cancellationToken) =>
        CallAsync(token, "sendMessage", message, TelegramJson.Default.SendMessage, cancellationToken);

    public ValueTask<BotAnswer> AnswerCallbackAsync(
        string token, AnswerCallbackQuery answer, CancellationToken cancellationToken) =>
        CallAsync(token, "answerCallbackQuery", answer, TelegramJson.Default.AnswerCallbackQuery, cancellationToken);

    private ValueTask<BotAnswer> CallAsync<T>(
        string token, string method, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var address = new Uri($"{_base}/bot{Uri.EscapeDataString(token).Replace("%3A", ":")}/{method}");
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return Hiccups.ExecuteAsync(cancel => PostAsync(address, bytes, cancel), cancellationToken);
    }

    private async ValueTask<BotAnswer> PostAsync(Uri address, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await http.PostAsync(address, content, cancellationToken);
            return await ReadAsync(response, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            return BotAnswer.Unreached($"Telegram cannot be reached: {exception.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return BotAnswer.Unanswered("Telegram did not answer in time");
        }
    }

    private static async Task<BotAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        TelegramReply? reply = null;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            reply = await JsonSerializer.DeserializeAsync(
                stream, TelegramJson.Default.TelegramReply, cancellationToken);
        }
        catch (JsonException)
        {
            // Something before Telegram answered in its place; the status says all there is.
        }
        return BotAnswer.From(response.StatusCode, reply);
    }
}

/// <summary>How a call ended.</summary>
/// <param name="Status">0 where there was no answer.</param>
/// <param name="Error">Null: done.</param>
/// <param name="IsHiccup">Nothing was done, and a moment later it may work.</param>
internal sealed record BotAnswer(
    int Status, string? Error, long? MessageId = null, TimeSpan? RetryAfter = null, bool IsHiccup = false)
{
    private const int DescriptionMax = 300;

    public static BotAnswer Unreached(string error) => new(0, error, IsHiccup: true);

    public static BotAnswer Unanswered(string error) => new(0, error);

    public static BotAnswer From(HttpStatusCode httpStatus, TelegramReply? reply)
    {
        if (reply is { Ok: true } && httpStatus == HttpStatusCode.OK)
            return new(200, null, MessageIdIn(reply.Result));
        var status = reply?.ErrorCode ?? (int)httpStatus;
        var description = Words.Cut(reply?.Description ?? httpStatus.ToString(), DescriptionMax);
        return new(
            status, $"Telegram refused ({status}): {description}",
            RetryAfter: reply?.Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            IsHiccup: status >= 500);
    }

    private static long? MessageIdIn(JsonElement result) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty("message_id", out var id)
        && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number)
            ? number
            : null;
}
