using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Connectors.Telegram;

/// <summary>Takes Telegram's own updates. A 2xx makes Telegram forget one, anything else makes it come again.</summary>
internal static partial class TelegramEndpoints
{
    private const int BodyBytesMax = 4 * 1024 * 1024;
    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    public static IEndpointRouteBuilder MapTelegram(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/hooks/{channelId}/telegram", TakeAsync)
            .WithName("TakeTelegramUpdate")
            .WithTags("Hooks")
            .WithSummary("Takes an update of the Telegram Bot API.")
            .WithDescription($"The bot's webhook; the channel's secret comes back as `{SecretHeader}`.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
        return routes;
    }

    private static async Task<Results<Ok, ProblemHttpResult>> TakeAsync(
        string channelId, HttpContext context, [AsParameters] Hook hook, CancellationToken cancellationToken)
    {
        if (!ChannelId.TryParse(channelId, out var channel)
            || hook.Directory.Find(channel)?.Settings.Telegram is not { } settings)
            return HookProblems.ChannelUnknown(context);
        try
        {
            if (!IsProof(context.Request.Headers[SecretHeader].ToString(), hook.Secrets.Open(settings.WebhookSecret)))
                return HookProblems.Unauthorized(context);
        }
        catch (CryptographicException)
        {
            Log.Unsealable(hook.Logger, channel);
            return HookProblems.Unavailable(context);
        }

        var (update, problem) = await ReadAsync(context, cancellationToken);
        if (update is null)
            return problem!;
        if (TelegramTranslation.Read(channel, update) is { } read)
        {
            try
            {
                var receipt = await hook.Engine.ReceiveAsync(read.Thread, read.Message, cancellationToken);

                // A refusal stays one however often the update comes, so Telegram is not to repeat it.
                if (receipt.Refusal is { } refusal)
                    Log.Refused(hook.Logger, channel, update.UpdateId, refusal);
            }
            catch (StoreUnavailableException)
            {
                return HookProblems.Unavailable(context);
            }
        }
        if (update.CallbackQuery is { } tap)
            hook.Taps.Answer(settings, tap.Id);
        return TypedResults.Ok();
    }

    /// <summary>Hashes have one length, so not even the secret's is told by the time this takes.</summary>
    private static bool IsProof(string given, string secret) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static async Task<(TelegramUpdate? Update, ProblemHttpResult? Problem)> ReadAsync(
        HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, default, cancellationToken);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
                return (null, HookProblems.NotJson(context));
            try
            {
                return (body.Deserialize(TelegramJson.Default.TelegramUpdate), null);
            }
            catch (JsonException exception)
            {
                return (null, HookProblems.NotAnUpdate(context, exception.Path));
            }
        }
        catch (JsonException)
        {
            return (null, HookProblems.NotJson(context));
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, HookProblems.TooLarge(context));
        }
    }

    /// <summary>What the hook works with.</summary>
    internal readonly record struct Hook(
        IDirectory Directory,
        ISecretBox Secrets,
        IRatingEngine Engine,
        TapAnswers Taps,
        ILogger<TelegramUpdate> Logger);

    private static partial class Log
    {
        [LoggerMessage(3102, LogLevel.Information, "Channel {Channel}: update {Update} was refused: {Refusal}")]
        public static partial void Refused(ILogger logger, ChannelId channel, long update, Kernel.Rejection refusal);

        [LoggerMessage(3103, LogLevel.Error, "Channel {Channel}: its Telegram secret cannot be unsealed; set it again")]
        public static partial void Unsealable(ILogger logger, ChannelId channel);
    }
}
