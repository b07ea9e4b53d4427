using System.Runtime.InteropServices;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Connectors.Chatwoot;

/// <summary>Takes Chatwoot's events. It waits five seconds and hardly ever repeats one.</summary>
internal static class ChatwootEndpoints
{
    private const string SignatureHeader = "X-Chatwoot-Signature";
    private const string TimestampHeader = "X-Chatwoot-Timestamp";

    private static readonly HookKind<ChatwootSettings> Kind = new(
        settings => settings.Chatwoot,
        settings => settings.Secret,
        (request, body, secret, now) => Proof.IsTimedSignature(
            Proof.AfterSha256(request.Headers[SignatureHeader].ToString()), secret,
            request.Headers[TimestampHeader].ToString(), body.Span, now));

    public static IServiceCollection AddChatwoot(this IServiceCollection services)
    {
        services.AddSingleton<ChatwootDesk>();
        services.AddSingleton<IMessenger, ChatwootMessenger>();
        return services;
    }

    public static IEndpointRouteBuilder MapChatwoot(this IEndpointRouteBuilder routes)
    {
        routes.MapHook("chatwoot", TakeAsync)
            .WithName("TakeChatwootEvent")
            .WithSummary("Takes an event of Chatwoot's.")
            .WithDescription(
                "A webhook with `message_created`, `message_updated` and `conversation_status_changed`, of version 4.13 or"
                + " later; signed with the webhook's secret.");
        return routes;
    }

    private static async Task<Results<Ok, ProblemHttpResult>> TakeAsync(
        string channelId, HttpContext context, HookDoor door, ChatwootDesk desk, CancellationToken cancellationToken)
    {
        using var delivery = await door.OpenAsync(Kind, channelId, context, cancellationToken);
        if (!delivery.IsGood)
            return delivery.Problem;
        if (ChatwootTranslation.Read(delivery.Channel, delivery.Settings, delivery.Body) is not { } news)
            return TypedResults.Ok();

        // The id of the delivery in its header is not signed, so what was said is known by its bytes.
        var id = Fingerprint.Of(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(delivery.Body)));
        return await desk.TryTakeAsync(news, id, cancellationToken) ? TypedResults.Ok() : HookProblems.Unavailable(context);
    }
}
