using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Connectors.Meta;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Connectors.Messenger;

/// <summary>Takes what Messenger and Instagram deliver: many messages in one POST.</summary>
internal static partial class PlatformEndpoints
{
    private static readonly HookKind<MetaSettings> Facebook = MetaHook.Kind(settings => settings.Messenger);
    private static readonly HookKind<MetaSettings> Instagram = MetaHook.Kind(settings => settings.Instagram);

    public static IEndpointRouteBuilder MapMessenger(this IEndpointRouteBuilder routes)
    {
        routes.MapMetaHook("messenger", Facebook, TakeFacebookAsync)
            .WithName("TakeMessengerMessages")
            .WithSummary("Takes messages of Facebook's Messenger.")
            .WithDescription(
                "The page's webhook, with `messages` and `messaging_postbacks`; signed with the app's secret.");
        routes.MapMetaHook("instagram", Instagram, TakeInstagramAsync)
            .WithName("TakeInstagramMessages")
            .WithSummary("Takes messages of Instagram.")
            .WithDescription(
                "The account's webhook, with `messages` and `messaging_postbacks`; signed with the app's secret.");
        return routes;
    }

    private static Task<Results<Ok, ProblemHttpResult>> TakeFacebookAsync(
        string channelId, HttpContext context, [AsParameters] Tools tools, CancellationToken cancellationToken) =>
        TakeAsync(Facebook, KnownConnectors.Messenger, channelId, context, tools, cancellationToken);

    private static Task<Results<Ok, ProblemHttpResult>> TakeInstagramAsync(
        string channelId, HttpContext context, [AsParameters] Tools tools, CancellationToken cancellationToken) =>
        TakeAsync(Instagram, KnownConnectors.Instagram, channelId, context, tools, cancellationToken);

    private static async Task<Results<Ok, ProblemHttpResult>> TakeAsync(
        HookKind<MetaSettings> kind, ConnectorId connector, string channelId, HttpContext context, Tools tools,
        CancellationToken cancellationToken)
    {
        using var delivery = await tools.Door.OpenAsync(kind, channelId, context, cancellationToken);
        if (!delivery.IsGood)
            return delivery.Problem;
        var (heard, others) = PlatformTranslation.Read(
            connector, delivery.Channel, delivery.Settings.AccountId, delivery.Body, tools.Clock.GetUtcNow());
        if (others > 0)
            Log.OtherAccounts(tools.Logger, delivery.Channel, others);
        return await tools.Intake.TakeAsync(context, heard, cancellationToken);
    }

    /// <summary>What the hooks work with.</summary>
    internal readonly record struct Tools(
        HookDoor Door, HookIntake Intake, TimeProvider Clock, ILogger<HookIntake> Logger);

    private static partial class Log
    {
        [LoggerMessage(3202, LogLevel.Warning,
            "Channel {Channel}: {Count} entries are about other accounts than its own and were left")]
        public static partial void OtherAccounts(ILogger logger, ChannelId channel, int count);
    }
}
