using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;

namespace RatingGrains.Connectors.Viber;

/// <summary>Takes Viber's callbacks. A 200 makes Viber forget one, anything else makes it come again for an hour.</summary>
internal static class ViberEndpoints
{
    private const string SignatureHeader = "X-Viber-Content-Signature";

    private static readonly HookKind<ViberSettings> Kind = new(
        settings => settings.Viber,
        settings => settings.AuthToken,
        (request, body, secret, _) => Proof.IsSignature(request.Headers[SignatureHeader].ToString(), secret, body.Span));

    public static IEndpointRouteBuilder MapViber(this IEndpointRouteBuilder routes)
    {
        routes.MapHook("viber", TakeAsync)
            .WithName("TakeViberCallback")
            .WithSummary("Takes a callback of Viber's bot API.")
            .WithDescription($"The bot's webhook; signed with its token in `{SignatureHeader}`.");
        return routes;
    }

    private static async Task<Results<Ok, ProblemHttpResult>> TakeAsync(
        string channelId, HttpContext context, HookDoor door, HookIntake intake, CancellationToken cancellationToken)
    {
        using var delivery = await door.OpenAsync(Kind, channelId, context, cancellationToken);
        if (!delivery.IsGood)
            return delivery.Problem;
        return ViberTranslation.Read(delivery.Channel, delivery.Body) is { } heard
            ? await intake.TakeAsync(context, [heard], cancellationToken)
            : TypedResults.Ok();
    }
}
