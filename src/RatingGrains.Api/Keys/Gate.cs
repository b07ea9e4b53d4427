using RatingGrains.Api.Http;

namespace RatingGrains.Api.Keys;

/// <summary>Stands before every route: who is it, do they not ask too often, may their like do this at all? What it is
/// about, and so whether they may do it here, only the handler knows. Own and small, because claims and policies of the
/// framework cost more per request than a rating itself.</summary>
internal sealed class Gate(RequestDelegate next, Bearer bearer, RequestBudget budget, PageOrigins origins)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Routes without a row here are mapped by others, with a proof of their own.
        if (context.GetEndpoint()?.Metadata.GetMetadata<Right>() is not { Unguarded: false } right)
            return next(context);

        var caller = bearer.Find(context.Request);
        if (!budget.Take(caller, context.Connection.RemoteIpAddress))
            return Problem.TooManyRequests.ExecuteAsync(context);
        if (caller is null && !right.Anybody)
            return Problem.Unauthorized.ExecuteAsync(context);
        if (caller is VisitorCaller visitor && !origins.Admits(context.Request, visitor))
            return PageOrigins.NotListed.ExecuteAsync(context);
        if (!right.Anybody && !right.IsOpenTo(caller!))
            return Problem.Forbidden.ExecuteAsync(context);
        if (caller is not null)
            context.Features.Set(caller);
        return next(context);
    }
}
