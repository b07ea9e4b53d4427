using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;

namespace RatingGrains.Connectors.Meta;

/// <summary>What the hooks of WhatsApp, Messenger and Instagram have in common: Meta signs what it delivers with the app's
/// secret, and once, when the hook is set, wants a word echoed.</summary>
internal static class MetaHook
{
    private const string SignatureHeader = "X-Hub-Signature-256";

    public static HookKind<MetaSettings> Kind(Func<ChannelSettings, MetaSettings?> settingsOf) => new(
        settingsOf,
        settings => settings.AppSecret,
        (request, body, secret, _) => Proof.IsSignature(
            Proof.AfterSha256(request.Headers[SignatureHeader].ToString()), secret, body.Span));

    /// <summary>Both methods of one hook.</summary>
    public static RouteHandlerBuilder MapMetaHook(
        this IEndpointRouteBuilder routes, string kind, HookKind<MetaSettings> hook, Delegate take)
    {
        routes.MapGet($"/hooks/{{channelId}}/{kind}", Verify)
            .WithTags("Hooks")
            .WithName($"Verify{char.ToUpperInvariant(kind[0])}{kind[1..]}Hook")
            .WithSummary("Echoes Meta's challenge, once, when the hook is set.")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes.MapHook(kind, take);

        Results<ContentHttpResult, ProblemHttpResult> Verify(
            string channelId, HttpContext context, HookDoor door,
            [FromQuery(Name = "hub.mode")] string? mode,
            [FromQuery(Name = "hub.verify_token")] string? token,
            [FromQuery(Name = "hub.challenge")] string? challenge) =>
            Answer(hook, door, channelId, context, mode == "subscribe" ? token : null, challenge);
    }

    private static Results<ContentHttpResult, ProblemHttpResult> Answer(
        HookKind<MetaSettings> hook, HookDoor door, string channelId, HttpContext context, string? token,
        string? challenge)
    {
        if (!door.TryFind(hook.SettingsOf, channelId, out var channel, out var settings))
            return HookProblems.ChannelUnknown(context);
        if (!door.TryOpen(channel, settings.VerifyToken, out var expected))
            return HookProblems.Unavailable(context);
        if (token is null || challenge is null || !Proof.IsSecret(token, expected))
            return HookProblems.Forbidden(context);

        // Whatever is echoed, nobody's browser is to take it for a page.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Text(challenge, "text/plain");
    }
}
