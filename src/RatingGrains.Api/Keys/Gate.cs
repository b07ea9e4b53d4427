using RatingGrains.Api.Http;
using RatingGrains.Api.OpenId;

namespace RatingGrains.Api.Keys;

/// <summary>Stands before every route: who is it, do they not ask too often, may their like do this at all? What it is
/// about, and so whether they may do it here, only the handler knows. Own and small, because claims and policies of the
/// framework cost more per request than a rating itself.</summary>
internal sealed class Gate(
    RequestDelegate next, Bearer bearer, OpenIdTokens openId, RequestBudget budget, PageOrigins origins)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Routes without a row here are mapped by others, with a proof of their own.
        if (context.GetEndpoint()?.Metadata.GetMetadata<Right>() is not { Unguarded: false } right)
            return next(context);

        var caller = bearer.Find(context.Request);
        return caller is null && openId.Of(context.Request) is { } token
            ? EnterAsync(context, right, token)
            : EnterAsync(context, right, caller, Problem.Unauthorized);
    }

    /// <summary>A token costs more to prove than a key to find, and may wait for the provider: who has been refused too
    /// often already does not get that far.</summary>
    private async Task EnterAsync(HttpContext context, Right right, string token)
    {
        if (budget.IsUsedUp(context.Connection.RemoteIpAddress))
        {
            await Problem.TooManyRequests.ExecuteAsync(context);
            return;
        }
        var (caller, problem) = await openId.ReadAsync(token, context.RequestAborted);
        await EnterAsync(context, right, caller, problem ?? Problem.Unauthorized);
    }

    /// <param name="unknown">What somebody is told whom we do not know.</param>
    private Task EnterAsync(HttpContext context, Right right, Caller? caller, Problem unknown)
    {
        if (!budget.Take(caller, context.Connection.RemoteIpAddress))
            return Problem.TooManyRequests.ExecuteAsync(context);
        if (caller is null && !right.Anybody)
            return unknown.ExecuteAsync(context);
        if (caller is VisitorCaller visitor && !origins.Admits(context.Request, visitor))
            return PageOrigins.NotListed.ExecuteAsync(context);
        if (!right.Anybody && !right.IsOpenTo(caller!))
            return Problem.Forbidden.ExecuteAsync(context);
        if (caller is not null)
            context.Features.Set(caller);
        return next(context);
    }
}
