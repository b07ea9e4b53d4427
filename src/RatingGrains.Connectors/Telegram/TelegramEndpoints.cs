using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;

namespace RatingGrains.Connectors.Telegram;

/// <summary>Takes Telegram's own updates. A 2xx makes Telegram forget one, anything else makes it come again.</summary>
internal static class TelegramEndpoints
{
    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    private static readonly HookKind<TelegramSettings> Kind = new(
        settings => settings.Telegram,
        settings => settings.WebhookSecret,
        (request, _, secret, _) => Proof.IsSecret(request.Headers[SecretHeader].ToString(), secret));

    public static IEndpointRouteBuilder MapTelegram(this IEndpointRouteBuilder routes)
    {
        routes.MapHook("telegram", TakeAsync)
            .WithName("TakeTelegramUpdate")
            .WithSummary("Takes an update of the Telegram Bot API.")
            .WithDescription($"The bot's webhook; the channel's secret comes back as `{SecretHeader}`.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        return routes;
    }

    private static async Task<Results<Ok, ProblemHttpResult>> TakeAsync(
        string channelId, HttpContext context, HookDoor door, HookIntake intake, TapAnswers taps,
        CancellationToken cancellationToken)
    {
        using var delivery = await door.OpenAsync(Kind, channelId, context, cancellationToken);
        if (!delivery.IsGood)
            return delivery.Problem;

        TelegramUpdate update;
        try
        {
            update = delivery.Body.Deserialize(TelegramJson.Default.TelegramUpdate)!;
        }
        catch (JsonException exception)
        {
            return HookProblems.NotAnUpdate(context, exception.Path);
        }
        if (TelegramTranslation.Read(delivery.Channel, update) is { } heard
            && !await intake.TryTakeAsync([heard], cancellationToken))
            return HookProblems.Unavailable(context);
        if (update.CallbackQuery is { } tap)
            taps.Answer(delivery.Settings, tap.Id);
        return TypedResults.Ok();
    }
}
