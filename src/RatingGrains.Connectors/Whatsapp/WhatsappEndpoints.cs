using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Connectors.Meta;

namespace RatingGrains.Connectors.Whatsapp;

/// <summary>Takes what WhatsApp's Cloud API delivers: many messages in one POST, and reports of what became of ours.
/// </summary>
internal static partial class WhatsappEndpoints
{
    private static readonly HookKind<MetaSettings> Kind = MetaHook.Kind(settings => settings.Whatsapp);

    public static IEndpointRouteBuilder MapWhatsapp(this IEndpointRouteBuilder routes)
    {
        routes.MapMetaHook("whatsapp", Kind, TakeAsync)
            .WithName("TakeWhatsappMessages")
            .WithSummary("Takes messages and delivery reports of WhatsApp's Cloud API.")
            .WithDescription("The number's webhook, with the field `messages`; signed with the app's secret.");
        return routes;
    }

    private static async Task<Results<Ok, ProblemHttpResult>> TakeAsync(
        string channelId, HttpContext context, HookDoor door, HookIntake intake, TimeProvider clock,
        ILogger<WhatsappNews> logger, CancellationToken cancellationToken)
    {
        using var delivery = await door.OpenAsync(Kind, channelId, context, cancellationToken);
        if (!delivery.IsGood)
            return delivery.Problem;
        var news = WhatsappTranslation.Read(
            delivery.Channel, delivery.Settings.AccountId, delivery.Body, clock.GetUtcNow());
        if (news.OtherNumbers > 0)
            Log.OtherNumbers(logger, delivery.Channel, news.OtherNumbers);
        return await intake.TryTakeAsync(news.Heard, cancellationToken)
            && await intake.TryReportAsync(news.Undelivered, cancellationToken)
                ? TypedResults.Ok()
                : HookProblems.Unavailable(context);
    }

    private static partial class Log
    {
        [LoggerMessage(3201, LogLevel.Warning,
            "Channel {Channel}: {Count} entries are about other numbers than its own and were left; give each number its"
            + " own callback address")]
        public static partial void OtherNumbers(ILogger logger, ChannelId channel, int count);
    }
}
