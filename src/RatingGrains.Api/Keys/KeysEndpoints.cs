using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Agents;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Http;
using RatingGrains.Api.Idempotency;
using RatingGrains.Api.OpenApi;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Keys;

internal static class KeysEndpoints
{
    private static readonly Problem LastAdminKey = new(
        "lastAdminKey", StatusCodes.Status409Conflict, "The last admin key cannot be deleted.",
        "Make another one first; without any nobody could.");

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/keys").By(Rights.Administer).WithTags("Keys");
        keys.MapPost("/", CreateAsync).Keeps(AnswerKept.Not).MayRefuse(Refusal.ByState).WithName("CreateKey")
            .WithSummary("Makes a key, which is shown this once.");
        keys.MapGet("/", List).TakesPages().WithName("ListKeys").WithSummary("All keys, without what they are.");
        keys.MapDelete("/{id}", DeleteAsync).MayRefuse(Refusal.ByState).WithName("DeleteKey")
            .WithSummary("Deletes a key; it stops at once.");
    }

    private static async Task<Results<Created<NewKeyView>, Problem>> CreateAsync(
        Body<KeyRequest> body, IKeyStore keys, DoorNumbers numbers, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (body.Problem is { } problem)
            return problem;
        var request = body.Value;
        if (request.ExpiresAt <= clock.GetUtcNow())
            return Problem.Invalid("expiresAt", "Must be in the future.");
        var isOfWebhook = request.Kind == ApiKeyKind.Bitrix24;
        var made = isOfWebhook ? NewKey.MakeForPath() : NewKey.Make();
        var key = new ApiKey(
            NewKey.MakeId(), [.. Bearer.Hash(made)], request.Role, request.Subject, request.Team?.Value,
            request.Channels ?? [], request.Rights, clock.GetUtcNow(), request.ExpiresAt,
            request.Kind ?? ApiKeyKind.Plain);
        // Given before the key is there: a webhook without its number would be of no use to anybody.
        long? userNumber = isOfWebhook ? await numbers.OfPersonAsync(request.Subject, cancellationToken) : null;
        if (!await keys.AddAsync(key, cancellationToken))
            throw new InvalidOperationException("A random key was there before.");
        return TypedResults.Created($"/api/v1/keys/{key.Id}", new NewKeyView(key.Id, made, userNumber));
    }

    private static Results<Ok<Page<KeyView>>, Problem> List(Query query, IKeyStore keys)
    {
        var (limit, after) = (query.Limit(), query.After());
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Ok(Pages.Of(
            keys.All, after, limit, OldestFirst, key => KeyView.From(key, keys.LastUsedAt(key.Id))));
    }

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        string id, IKeyStore keys, TimeProvider clock, CancellationToken cancellationToken) =>
        await keys.DeleteUnlessLastAdminAsync(id, clock.GetUtcNow(), cancellationToken) switch
        {
            KeyDeletion.Deleted => TypedResults.NoContent(),
            KeyDeletion.LastAdmin => LastAdminKey,
            _ => Problem.NotFound,
        };

    private static string OldestFirst(ApiKey key) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.CreatedAt.UtcTicks:x16}.{key.Id}");
}

internal sealed record KeyRequest(
    ApiRole Role,
    string Subject,
    TeamId? Team,
    ImmutableArray<ChannelId>? Channels,
    DateTimeOffset? ExpiresAt,
    ApiRights? Rights,
    ApiKeyKind? Kind) : IRequest<KeyRequest>
{
    private const int SubjectMax = 200;
    private const int ChannelsMax = 1_000;

    public static KeyRequest Read(Fields fields)
    {
        var role = fields["role"].Required().OneOf<ApiRole>();
        var subject = fields["subject"].Required().Text(SubjectMax, min: 1);
        var channels = fields["channels"].List(ChannelsMax, static field => field.Id<ChannelId>());
        if (role == ApiRole.Agent && subject is not null && !AgentId.TryParse(subject, out _))
            fields.Report("subject", "The subject of an agent's key is the agent's id.");
        if (subject is not null && subject.Any(char.IsControl))
            fields.Report("subject", "No control characters.");
        if (role is { } known && known != ApiRole.Connector && channels is { Length: > 0 })
            fields.Report("channels", "Only a connector's key is bound to channels.");
        return new(
            role ?? default, subject ?? "", fields["team"].Id<TeamId>(), channels, fields["expiresAt"].Time(),
            fields["rights"].Object(ReadRights), fields["kind"].OneOf<ApiKeyKind>());
    }

    private static ApiRights ReadRights(Fields rights) => new(
        rights["list"].OneOf<ApiScope>(), rights["history"].OneOf<ApiScope>(), rights["rate"].OneOf<ApiScope>());
}

/// <param name="Key">Shown this once; only its hash is kept.</param>
/// <param name="UserNumber">Of a webhook: what stands before its key in the address, <c>/rest/{userNumber}/{key}/</c>.
/// </param>
internal sealed record NewKeyView(
    string Id, string Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? UserNumber);

internal sealed record KeyView(
    string Id,
    ApiRole Role,
    string Subject,
    string? Team,
    ImmutableArray<ChannelId> Channels,
    ApiRights? Rights,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    ApiKeyKind Kind,
    DateTimeOffset? LastUsedAt)
{
    public static KeyView From(ApiKey key, DateTimeOffset? lastUsedAt) => new(
        key.Id, key.Role, key.Subject, key.Team, key.Channels, key.Rights, key.CreatedAt, key.ExpiresAt, key.Kind,
        lastUsedAt);
}
