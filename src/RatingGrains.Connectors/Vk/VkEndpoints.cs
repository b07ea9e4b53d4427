using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;

namespace RatingGrains.Connectors.Vk;

/// <summary>Takes events of VK's Callback API. It wants to read <c>ok</c>; anything else makes an event come again, and
/// after several of them the community's server is paused.</summary>
internal static class VkEndpoints
{
    private const string Confirmation = "confirmation";

    private static readonly HookKind<VkSettings> Kind = new(
        settings => settings.Vk,
        settings => settings.Secret,
        (_, body, secret, _) => IsProof(body, secret));

    public static IEndpointRouteBuilder MapVk(this IEndpointRouteBuilder routes)
    {
        routes.MapHook("vk", TakeAsync)
            .WithName("TakeVkEvent")
            .WithSummary("Takes an event of VK's Callback API.")
            .WithDescription("The community's server; the secret key comes back in every event.");
        return routes;
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> TakeAsync(
        string channelId, HttpContext context, HookDoor door, HookIntake intake, CancellationToken cancellationToken)
    {
        using var delivery = await door.OpenAsync(Kind, channelId, context, cancellationToken);
        if (!delivery.IsGood)
            return delivery.Problem;
        var (channel, settings, body) = (delivery.Channel, delivery.Settings, delivery.Body);
        if (body.Get("group_id").Id() != settings.GroupId)
            return HookProblems.Unauthorized(context);
        if (body.Get("type").Text() == Confirmation)
        {
            return door.TryOpen(channel, settings.Confirmation, out var confirmation)
                ? TypedResults.Text(confirmation, "text/plain")
                : HookProblems.Unavailable(context);
        }
        return VkTranslation.Read(channel, body) is not { } heard || await intake.TryTakeAsync([heard], cancellationToken)
            ? TypedResults.Text("ok", "text/plain")
            : HookProblems.Unavailable(context);
    }

    /// <summary>The secret is in the body. VK asks for the confirmation before it knows one; the community's id must do
    /// then, which <see cref="TakeAsync"/> compares, and what is told is of use to nobody else.</summary>
    private static bool IsProof(ReadOnlyMemory<byte> body, string secret)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Get("secret").Text() is { } given
                ? Proof.IsSecret(given, secret)
                : document.RootElement.Get("type").Text() == Confirmation;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
