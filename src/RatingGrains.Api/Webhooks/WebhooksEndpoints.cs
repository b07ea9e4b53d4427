using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Http;
using RatingGrains.Api.Idempotency;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Api.Webhooks;

internal static class WebhooksEndpoints
{
    private const int SecretBytes = 32;

    private static readonly Problem TooMany = new(
        "tooManyWebhooks", StatusCodes.Status409Conflict, "There are too many webhooks.", $"At most {Webhook.CountMax}.");

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").By(Rights.Administer).WithTags("Webhooks");
        webhooks.MapPost("/", CreateAsync).Keeps(AnswerKept.Sealed).MayRefuse(Refusal.ByState).WithName("CreateWebhook")
            .WithSummary("Asks for a system to be told what happens; its secret is shown this once.");
        webhooks.MapGet("/", List).TakesPages().WithName("ListWebhooks").WithSummary("All webhooks, oldest first.");
        webhooks.MapGet("/{webhookId}", Get).WithName("GetWebhook").WithSummary("One webhook.");
        webhooks.MapPut("/{webhookId}", ReplaceAsync).WithName("ReplaceWebhook")
            .WithSummary("Replaces all of it but its secret; what is absent takes its default.");
        webhooks.MapDelete("/{webhookId}", DeleteAsync).WithName("DeleteWebhook")
            .WithSummary("Deletes it, and what it has not been told; it stops at once.");
        webhooks.MapPost("/{webhookId}/secret", ChangeSecretAsync).Keeps(AnswerKept.Sealed).WithName("ChangeWebhookSecret")
            .WithSummary("Makes a new secret; for a time the former one signs as well.");
        webhooks.MapPost("/{webhookId}/test", TestAsync).WithName("TestWebhook")
            .WithSummary("Sends an event of the type `test`, once, and says how that ended.");
    }

    /// <summary>Those of other doors have an administration of their own.</summary>
    public static Webhook? FindOwn(this IWebhooks webhooks, WebhookId id) =>
        webhooks.Find(id) is { Kind: Webhook.Signed } webhook ? webhook : null;

    private static async Task<Results<Created<NewWebhookView>, Problem>> CreateAsync(
        Body<WebhookRequest> body, IWebhooks webhooks, IWebhookCaller caller, ISecretBox secrets, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if ((body.Problem ?? WhyNot(caller, body.Value)) is { } problem)
            return problem;
        var secret = NewKey.Random(SecretBytes);
        var webhook = body.Value.ApplyTo(new Webhook(
            new WebhookId(NewKey.MakeId()), Webhook.Signed, "", [], [], null, true, null, secrets.Seal(secret), null, null,
            clock.GetUtcNow()));
        return await webhooks.AddAsync(webhook, cancellationToken)
            ? TypedResults.Created($"/api/v1/webhooks/{webhook.Id}", new NewWebhookView(webhook.Id, secret))
            : TooMany;
    }

    private static Results<Ok<Page<WebhookView>>, Problem> List(Query query, IWebhooks webhooks, TimeProvider clock)
    {
        var (limit, after) = (query.Limit(), query.After());
        query.RefuseUnknown();
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Ok(Pages.Of(
            webhooks.All.Where(webhook => webhook.Kind == Webhook.Signed), after, limit,
            webhook => $"{webhook.CreatedAt.UtcTicks:x16}.{webhook.Id}",
            webhook => WebhookView.From(webhook, clock.GetUtcNow())));
    }

    private static Results<Ok<WebhookView>, Problem> Get(WebhookId webhookId, IWebhooks webhooks, TimeProvider clock) =>
        webhooks.FindOwn(webhookId) is { } webhook
            ? TypedResults.Ok(WebhookView.From(webhook, clock.GetUtcNow()))
            : Problem.NotFound;

    private static async Task<Results<Ok<WebhookView>, Problem>> ReplaceAsync(
        WebhookId webhookId, Body<WebhookRequest> body, IWebhooks webhooks, IWebhookCaller caller, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (webhooks.FindOwn(webhookId) is null)
            return Problem.NotFound;
        if ((body.Problem ?? WhyNot(caller, body.Value)) is { } problem)
            return problem;
        return await webhooks.ChangeAsync(webhookId, body.Value.ApplyTo, cancellationToken) is { } changed
            ? TypedResults.Ok(WebhookView.From(changed, clock.GetUtcNow()))
            : Problem.NotFound;
    }

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        WebhookId webhookId, IWebhooks webhooks, CancellationToken cancellationToken) =>
        webhooks.FindOwn(webhookId) is not null && await webhooks.DeleteAsync(webhookId, cancellationToken)
            ? TypedResults.NoContent()
            : Problem.NotFound;

    private static async Task<Results<Ok<NewSecretView>, Problem>> ChangeSecretAsync(
        WebhookId webhookId, Body<SecretRequest> body, IWebhooks webhooks, ISecretBox secrets, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (webhooks.FindOwn(webhookId) is null)
            return Problem.NotFound;
        if (body.Problem is { } problem)
            return problem;
        var secret = NewKey.Random(SecretBytes);
        var (now, kept) = (clock.GetUtcNow(), body.Value.KeepFormerFor ?? SecretRequest.KeptFor);
        var changed = await webhooks.ChangeAsync(
            webhookId,
            webhook => webhook with
            {
                Secret = secrets.Seal(secret),
                FormerSecret = kept > TimeSpan.Zero ? webhook.Secret : null,
                FormerUntil = kept > TimeSpan.Zero ? now + kept : null,
            },
            cancellationToken);
        return changed is null ? Problem.NotFound : TypedResults.Ok(new NewSecretView(secret, changed.FormerUntil));
    }

    private static async Task<Results<Ok<TestedView>, Problem>> TestAsync(
        WebhookId webhookId, IWebhooks webhooks, IWebhookCaller caller, CancellationToken cancellationToken)
    {
        if (webhooks.FindOwn(webhookId) is not { } webhook)
            return Problem.NotFound;
        var ended = await caller.TestAsync(webhook, cancellationToken);
        return TypedResults.Ok(new TestedView(ended.Error is null, ended.Status, ended.Error));
    }

    private static Problem? WhyNot(IWebhookCaller caller, WebhookRequest request) =>
        caller.WhyNot(request.Url) is { } reason ? Problem.Invalid("url", reason) : null;
}
