using System.Text;
using RatingGrains.Api.Http;

namespace RatingGrains.Api.Keys;

/// <summary>Guards pages that others bring along: with an admin's or a viewer's key as bearer token, or in a browser with
/// a cookie that is given for the key.</summary>
public static class OperatorPages
{
    /// <param name="path">All below it is guarded, and needs no guard of its own.</param>
    /// <param name="adminOnly">Whether a part, as the path below, is not for viewers.</param>
    /// <param name="hidden">Whether a part is for nobody.</param>
    public static void UseOperatorPages(
        this WebApplication app, string path, Func<PathString, bool> adminOnly, Func<PathString, bool> hidden) =>
        app.UseMiddleware<OperatorGate>(new OperatorPath(path, adminOnly, hidden));
}

internal sealed record OperatorPath(string Path, Func<PathString, bool> AdminOnly, Func<PathString, bool> Hidden);

internal sealed class OperatorGate(
    RequestDelegate next, OperatorPath pages, Bearer bearer, RequestBudget budget, OperatorTickets tickets)
{
    private const string Cookie = "rating-operator";
    private const string SignIn = "/sign-in";
    private const int FormBytesMax = 4_096;

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(pages.Path, out var below))
            return next(context);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XFrameOptions = "DENY";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        var caller = bearer.Find(context.Request) ?? tickets.Read(context.Request.Cookies[Cookie]);
        if (!budget.Take(caller, context.Connection.RemoteIpAddress))
            return Problem.TooManyRequests.ExecuteAsync(context);
        if (below == SignIn && HttpMethods.IsPost(context.Request.Method))
            return SignInAsync(context);
        if (caller is null)
            return AskAsync(context);
        var right = pages.AdminOnly(below) ? Rights.Administer : Rights.WatchCluster;
        if (!right.IsOpenTo(caller))
            return Problem.Forbidden.ExecuteAsync(context);
        return pages.Hidden(below) ? Problem.NotFound.ExecuteAsync(context) : next(context);
    }

    private Task AskAsync(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html")
            ? FormAsync(context, "")
            : Problem.Unauthorized.ExecuteAsync(context);

    /// <summary>The key is in the body, so no log of addresses keeps it.</summary>
    private async Task SignInAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is not <= FormBytesMax)
        {
            await Problem.Unauthorized.ExecuteAsync(context);
            return;
        }
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (bearer.FindKey(form["key"].ToString().Trim()) is not { } caller || !Rights.WatchCluster.IsOpenTo(caller))
        {
            await FormAsync(context, "<p role=\"alert\">This key opens nothing here.</p>");
            return;
        }
        context.Response.Cookies.Append(Cookie, tickets.For(caller.Key), new CookieOptions
        {
            Path = pages.Path,
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            MaxAge = OperatorTickets.Lifetime,
        });
        context.Response.Redirect(pages.Path + "/");
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
    }

    private Task FormAsync(HttpContext context, string said)
    {
        var page = Encoding.UTF8.GetBytes($"""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title>
            <meta name="viewport" content="width=device-width">
            <body style="font:1rem system-ui;margin:4rem auto;max-width:24rem">
            <h1>Sign in</h1>{said}
            <form method="post" action="{pages.Path}{SignIn}">
            <p><label>Key of an admin or a viewer<br>
            <input name="key" type="password" autocomplete="off" required autofocus style="width:100%"></label>
            <p><button>Open</button></form></body></html>
            """);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = page.Length;
        return context.Response.Body.WriteAsync(page, context.RequestAborted).AsTask();
    }
}
