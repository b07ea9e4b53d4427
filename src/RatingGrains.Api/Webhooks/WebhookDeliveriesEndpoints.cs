using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Api.Webhooks;

internal static class WebhookDeliveriesEndpoints
{
    public static void MapWebhookDeliveries(this IEndpointRouteBuilder api)
    {
        var webhook = api.MapGroup("/webhooks/{webhookId}").By(Rights.Administer).WithTags("Webhooks");
        webhook.MapGet("/deliveries", ListAsync).TakesPages()
            .Takes(
                new("state", "`pending`, `delivered` or `dead`; all where absent."),
                new("from", "What happened then or later.", "date-time"),
                new("to", "What happened before.", "date-time"))
            .WithName("ListWebhookDeliveries").WithSummary("What became of each event, the newest first.");
        webhook.MapGet("/health", HealthAsync).WithName("GetWebhookHealth")
            .WithSummary(
                "Whether it is told: the newest delivery, since when it fails, what waits and what was given up.");
        webhook.MapPost("/deliveries/{deliveryId}/replay", ReplayOneAsync)
            .WithName("ReplayWebhookDelivery").WithSummary("Sends it again now, whatever became of it.");
        webhook.MapPost("/replay", ReplayAsync)
            .WithName("ReplayWebhook").WithSummary("Sends again what happened in a time.");
    }

    private static async Task<Results<Ok<Page<WebhookDeliveryView>>, Problem>> ListAsync(
        WebhookId webhookId, Query query, IWebhooks webhooks, IWebhookLog log, CancellationToken cancellationToken)
    {
        if (webhooks.FindOwn(webhookId) is null)
            return Problem.NotFound;
        var (limit, after) = (query.Limit(), After(query));
        var (states, from, to) = (query.OneOf<DeliveryState>("state"), query.Time("from"), query.Time("to"));
        if (states.Length > 1)
            query.Report("state", "Only one.");
        query.RefuseUnknown();
        if (query.Problem is { } problem)
            return problem;
        var rows = await log.ListAsync(
            webhookId, states is [var state] ? state : null, from, to, after, limit + 1, cancellationToken);
        return TypedResults.Ok(Pages.Of(rows, limit, WebhookDeliveryView.From, Place));
    }

    private static async Task<Results<Ok<WebhookHealthView>, Problem>> HealthAsync(
        WebhookId webhookId, IWebhooks webhooks, IWebhookLog log, CancellationToken cancellationToken) =>
        webhooks.FindOwn(webhookId) is null
            ? Problem.NotFound
            : TypedResults.Ok(WebhookHealthView.From(await log.HealthAsync(webhookId, cancellationToken)));

    private static async Task<Results<Ok<ReplayedView>, Problem>> ReplayOneAsync(
        WebhookId webhookId, DeliveryId deliveryId, IWebhooks webhooks, IWebhookLog log, TimeProvider clock,
        CancellationToken cancellationToken) =>
        webhooks.FindOwn(webhookId) is not null
        && await log.ReplayAsync(webhookId, deliveryId, clock.GetUtcNow(), cancellationToken)
            ? TypedResults.Ok(new ReplayedView(1))
            : Problem.NotFound;

    private static async Task<Results<Ok<ReplayedView>, Problem>> ReplayAsync(
        WebhookId webhookId, Body<ReplayRequest> body, IWebhooks webhooks, IWebhookLog log, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (webhooks.FindOwn(webhookId) is null)
            return Problem.NotFound;
        if (body.Problem is { } problem)
            return problem;
        var (request, now) = (body.Value, clock.GetUtcNow());
        return TypedResults.Ok(new ReplayedView(await log.ReplayAsync(
            webhookId, request.From, request.To ?? now, request.State, now, cancellationToken)));
    }

    private static string Place(WebhookDelivery delivery) =>
        string.Create(CultureInfo.InvariantCulture, $"{delivery.News.At.ToUnixTimeMilliseconds()} {delivery.Id}");

    private static DeliveryPosition? After(Query query)
    {
        if (query.After() is not { } position)
            return null;
        if (position.Split(' ') is [var at, var id]
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() && DeliveryId.TryParse(id, out var last))
            return new DeliveryPosition(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), last);
        query.Report("cursor", "Not a cursor that was given here.");
        return null;
    }
}
