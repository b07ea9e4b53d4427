using System.Text.Json.Nodes;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24.Methods;

/// <summary>What clients ask before they begin: what time it is, who they are, what there is.</summary>
internal sealed class CommonMethods(IDirectory directory, DoorNumbers numbers, TimeProvider clock) : IRestFeature
{
    public IEnumerable<RestMethod> Methods =>
    [
        new("server.time", DoorScopes.Basic, (_, _) => Answer(RestTime.Text(clock.GetUtcNow()))),
        new("profile", DoorScopes.Basic, ProfileAsync),
        new("app.info", DoorScopes.Basic, AppInfoAsync),
        new("scope", DoorScopes.Basic, (call, _) => Answer(Texts(call.Caller.Scopes.Where(scope => scope.Length > 0)))),
        new("methods", DoorScopes.Basic, (call, _) => Answer(Texts(Seen(call).Order(StringComparer.Ordinal)))),
        new("method.get", DoorScopes.Basic, MethodAsync),
        new("user.current", DoorScopes.User, UserAsync),
        new("user.admin", DoorScopes.User, (call, _) => Answer(call.Caller.IsAdmin)),
    ];

    private async Task<RestReply> ProfileAsync(RestCall call, CancellationToken cancellationToken)
    {
        var id = await numbers.OfPersonAsync(call.Caller.Subject, cancellationToken);
        return new JsonObject
        {
            ["ID"] = Text(id),
            ["ADMIN"] = call.Caller.IsAdmin,
            ["NAME"] = NameOf(call.Caller),
            ["LAST_NAME"] = "",
            ["PERSONAL_GENDER"] = "",
            ["TIME_ZONE"] = "",
        };
    }

    private async Task<RestReply> UserAsync(RestCall call, CancellationToken cancellationToken)
    {
        var id = await numbers.OfPersonAsync(call.Caller.Subject, cancellationToken);
        return new JsonObject
        {
            ["ID"] = Text(id),
            ["ACTIVE"] = true,
            ["NAME"] = NameOf(call.Caller),
            ["LAST_NAME"] = "",
            ["EMAIL"] = "",
            ["PERSONAL_GENDER"] = "",
            ["TIME_ZONE"] = "",
            ["USER_TYPE"] = "employee",
            ["XML_ID"] = call.Caller.Subject,
        };
    }

    private static Task<RestReply> AppInfoAsync(RestCall call, CancellationToken cancellationToken) => call.Caller.ByWebhook
        ? Task.FromResult<RestReply>(RestError.AccessDenied with { Description = "Access denied! Application context required" })
        : Answer(new JsonObject
        {
            ["ID"] = 1,
            ["CODE"] = "rating-grains",
            ["VERSION"] = 1,
            ["STATUS"] = "L",
            ["INSTALLED"] = true,
            ["PAYMENT_EXPIRED"] = "N",
            ["DAYS"] = null,
            ["LANGUAGE_ID"] = "en",
            ["LICENSE"] = "rating-grains",
            ["LICENSE_TYPE"] = "rating-grains",
            ["LICENSE_FAMILY"] = "rating-grains",
        });

    private static Task<RestReply> MethodAsync(RestCall call, CancellationToken cancellationToken)
    {
        if (call.Parameters["name"] is not { IsBlank: false, Text: { } name })
            return Task.FromResult<RestReply>(RestError.Missing("name"));
        var exists = call.Table.TryGetValue(name.Trim().ToLowerInvariant(), out var method);
        return Answer(new JsonObject
        {
            ["isExisting"] = exists,
            ["isAvailable"] = exists && IsSeen(call, method!),
        });
    }

    private string NameOf(DoorCaller caller) =>
        caller.AgentIn(directory) is { } agent && directory.Find(agent) is { } profile ? profile.Name : caller.Subject;

    private static IEnumerable<string> Seen(RestCall call) =>
        call.Table.Values.Where(method => IsSeen(call, method)).Select(method => method.Name);

    private static bool IsSeen(RestCall call, RestMethod method) =>
        call.Caller.Has(method.Scope) && (!method.NeedsApplication || call.Caller.IsApplication);

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    private static string Text(long number) => RestTexts.Of(number);

    private static Task<RestReply> Answer(JsonNode result) => Task.FromResult<RestReply>(result);
}
