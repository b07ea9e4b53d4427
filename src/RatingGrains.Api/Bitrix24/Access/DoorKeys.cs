using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Api.Keys;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24.Access;

/// <summary>Finds out who calls: by the webhook in the path, or by the token in the parameter <c>auth</c>.</summary>
internal sealed class DoorKeys(IKeyStore keys, DoorNumbers numbers, TimeProvider clock)
{
    private const int LengthMax = 1_024;

    public async ValueTask<(DoorCaller? Caller, RestError? Error)> FindAsync(
        DoorPath path, Parameter auth, CancellationToken cancellationToken)
    {
        if (path.User is { } user)
            return await FindWebhookAsync(user, path.Code!, cancellationToken);
        if (auth.IsBlank || auth.IsBranch)
            return (null, RestError.NoAuthFound);
        if (auth.Text!.Length > LengthMax || keys.Find(Bearer.Hash(auth.Text)) is not { } key)
            return (null, RestError.InvalidToken);
        return key.ExpiresAt <= clock.GetUtcNow()
            ? (null, RestError.ExpiredToken)
            : (Enter(key, byWebhook: false), null);
    }

    private async ValueTask<(DoorCaller?, RestError?)> FindWebhookAsync(
        long user, string code, CancellationToken cancellationToken)
    {
        if (code.Length is 0 or > LengthMax || keys.Find(Bearer.Hash(code)) is not { Kind: ApiKeyKind.Bitrix24 } key
            || key.ExpiresAt <= clock.GetUtcNow()
            || await numbers.OfPersonAsync(key.Subject, cancellationToken) != user)
            return (null, RestError.InvalidCredentials);
        return (Enter(key, byWebhook: true), null);
    }

    private DoorCaller Enter(ApiKey key, bool byWebhook)
    {
        keys.Touch(key.Id, clock.GetUtcNow());
        return new DoorCaller(new KeyCaller(key), byWebhook);
    }
}
