using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace RatingGrains.Api.Host;

/// <summary>What people and their browsers see of a sign-in provider.</summary>
internal sealed class SignInPages(SignInProvider provider)
{
    private const string Cookie = "provider-session";
    private readonly ConcurrentDictionary<string, Given> _codes = new();
    private readonly ConcurrentDictionary<string, string> _refreshTokens = new();

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/authorize", Ask);
        app.MapPost("/authorize", (Delegate)SignInAsync);
        app.MapPost("/token", (Delegate)GiveAsync);
        app.MapGet("/end", End);
    }

    /// <summary>Whoever is signed in here already is not asked again.</summary>
    private IResult Ask(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["client_id"] != SignInProvider.Client || query["audience"] != SignInProvider.Audience
            || !Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out var back)
            || back is not { AbsolutePath: "/signed-in", Query: "" }
            || query["response_type"] != "code" || query["code_challenge_method"] != "S256"
            || string.IsNullOrEmpty(query["code_challenge"]) || string.IsNullOrEmpty(query["state"])
            || !query["scope"].ToString().Split(' ').Contains("openid"))
            return Results.BadRequest("This is no request for a code with PKCE.");
        if (context.Request.Cookies[Cookie] is { } person && query["prompt"] != "login")
            return Return(person, query);
        return Results.Content($"""
            <!doctype html><html lang="en"><title>Provider</title><link rel="icon" href="data:,">
            <form method="post"><label>Name <input name="name"></label>
            <input type="hidden" name="query" value="{WebUtility.HtmlEncode(context.Request.QueryString.Value)}">
            <button>Continue</button> <button name="cancel" value="1">Cancel</button></form></html>
            """, "text/html");
    }

    private async Task<IResult> SignInAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var query = new QueryCollection(QueryHelpers.ParseQuery(form["query"]));
        if (form["cancel"] == "1")
            return Results.Redirect(Back(query, "error=access_denied"));
        var person = form["name"].ToString();
        if (!provider.People.ContainsKey(person))
            return Results.BadRequest("Nobody of that name.");
        context.Response.Cookies.Append(Cookie, person, new CookieOptions { HttpOnly = true });
        return Return(person, query);
    }

    private IResult Return(string person, IQueryCollection query)
    {
        var code = NewSecret();
        _codes[code] = new Given(person, query["redirect_uri"]!, query["code_challenge"]!, query["nonce"]);
        return Results.Redirect(Back(query, $"code={code}"));
    }

    private static string Back(IQueryCollection query, string answer) =>
        $"{query["redirect_uri"]}?{answer}&state={Uri.EscapeDataString(query["state"]!)}";

    /// <summary>A code and a refresh token are good once.</summary>
    private async Task<IResult> GiveAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["client_id"] != SignInProvider.Client)
            return Refused("invalid_client");
        if (form["grant_type"] == "refresh_token" && !provider.IsToRenew())
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        switch (form["grant_type"].ToString())
        {
            case "authorization_code" when _codes.TryRemove(form["code"].ToString(), out var given)
                && form["redirect_uri"] == given.RedirectUri
                && ChallengeOf(form["code_verifier"].ToString()) == given.Challenge:
                return Tokens(given.Person, given.Nonce);
            case "refresh_token" when _refreshTokens.TryRemove(form["refresh_token"].ToString(), out var person):
                return Tokens(person, null);
            default:
                return Refused("invalid_grant");
        }
    }

    private IResult Tokens(string person, string? nonce)
    {
        var given = new Dictionary<string, object>
        {
            ["access_token"] = provider.Token(person),
            ["token_type"] = "Bearer",
            ["id_token"] = provider.IdToken(person, nonce),
        };
        if (provider.SaysHowLongTokensLast)
            given["expires_in"] = (int)provider.TokensLast.TotalSeconds;
        if (provider.GivesRefreshTokens)
        {
            var refreshToken = NewSecret();
            _refreshTokens[refreshToken] = person;
            given["refresh_token"] = refreshToken;
        }
        return Results.Json(given);
    }

    private static IResult End(HttpContext context, string id_token_hint, string post_logout_redirect_uri)
    {
        context.Response.Cookies.Delete(Cookie);
        return id_token_hint.Length > 0 ? Results.Redirect(post_logout_redirect_uri) : Results.BadRequest();
    }

    private static IResult Refused(string error) =>
        Results.Json(new { error }, statusCode: StatusCodes.Status400BadRequest);

    private static string ChallengeOf(string verifier) =>
        WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static string NewSecret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    private sealed record Given(string Person, string RedirectUri, string Challenge, string? Nonce);
}
