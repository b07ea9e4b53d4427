using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RatingGrains.Api.Host;

/// <summary>A sign-in provider on a port of its own, with what OpenID Connect asks of one: discovery, published keys,
/// the code flow with PKCE, refresh tokens that are good once, sign-out. Stricter than most, so that what it takes
/// others take.</summary>
internal sealed class SignInProvider : IAsyncDisposable
{
    public const string Client = "console";
    public const string Audience = "ratings";

    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private int _asked, _askedToRenew;

    private SignInProvider(WebApplication app, TimeProvider clock) => (_app, _clock) = (app, clock);

    public string Authority => _app.Urls.Single();

    /// <summary>What it signs with; published as its only key.</summary>
    public RsaSecurityKey Key { get; private set; } = NewKey();

    public TimeSpan TokensLast { get; set; } = TimeSpan.FromMinutes(5);

    public bool GivesRefreshTokens { get; set; } = true;

    /// <summary>Beside them; they say so themselves at any rate.</summary>
    public bool SaysHowLongTokensLast { get; set; } = true;

    /// <summary>Gives no tokens now.</summary>
    public bool IsAway { get; set; }

    /// <summary>How often its keys were asked for.</summary>
    public int Asked => _asked;

    /// <summary>How often it was asked to renew a token.</summary>
    public int AskedToRenew => _askedToRenew;

    /// <summary>By the name under which they sign in, what the tokens say of them.</summary>
    public Dictionary<string, Dictionary<string, object>> People { get; } = new()
    {
        ["olga"] = Person("olga", "rating-supervisors"),
        ["anna"] = Person("anna", "rating-agents"),
        ["root"] = Person("root", "rating-admins"),
        ["wall"] = Person("wall", "rating-viewers"),
        ["nobody"] = Person("nobody", "something-else"),
    };

    /// <summary>The host's settings for it.</summary>
    public string[] Settings =>
    [
        $"Auth:OpenId:Authority={Authority}", $"Auth:OpenId:ClientId={Client}", $"Auth:OpenId:Audience={Audience}",
        "Auth:OpenId:RoleClaim=groups", "Auth:OpenId:SubjectClaim=preferred_username",
        "Auth:OpenId:Roles:admin=rating-admins", "Auth:OpenId:Roles:supervisor=rating-supervisors",
        "Auth:OpenId:Roles:agent=rating-agents", "Auth:OpenId:Roles:viewer=rating-viewers",
    ];

    /// <param name="address">Where, if not anywhere.</param>
    public static async Task<SignInProvider> StartAsync(
        TimeProvider? clock = null, string address = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        var provider = new SignInProvider(app, clock ?? TimeProvider.System);
        app.Use((context, next) =>
        {
            // Consoles are pages of another origin.
            context.Response.Headers.AccessControlAllowOrigin = "*";
            return next(context);
        });
        app.MapGet("/.well-known/openid-configuration", provider.Describe);
        app.MapGet("/keys", provider.Publish);
        new SignInPages(provider).Map(app);
        await app.StartAsync();
        return provider;
    }

    public static Dictionary<string, object> Person(string name, params string[] groups) => new()
    { ["sub"] = $"id-of-{name}", ["preferred_username"] = name, ["groups"] = groups };

    /// <summary>An access token, genuine unless something is said of it.</summary>
    public string Token(
        string person, string? issuer = null, string? audience = null, SigningCredentials? signature = null,
        TimeSpan? from = null, TimeSpan? until = null) =>
        Sign(People[person], issuer ?? Authority, audience ?? Audience, signature ?? Signature(Key), from, until);

    /// <summary>Says to the client who signed in.</summary>
    public string IdToken(string person, string? nonce)
    {
        var claims = new Dictionary<string, object>(People[person]);
        if (nonce is not null)
            claims["nonce"] = nonce;
        return Sign(claims, Authority, Client, Signature(Key), null, null);
    }

    /// <summary>From now on it signs with another, and the one before is worth nothing.</summary>
    public void ChangeKey() => Key = NewKey();

    public static RsaSecurityKey NewKey() =>
        new(RSA.Create(2_048)) { KeyId = Convert.ToHexString(RandomNumberGenerator.GetBytes(4)) };

    public static SigningCredentials Signature(SecurityKey key, string algorithm = SecurityAlgorithms.RsaSha256) =>
        new(key, algorithm);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <returns>Whether it is there to do it.</returns>
    public bool IsToRenew()
    {
        Interlocked.Increment(ref _askedToRenew);
        return !IsAway;
    }

    private string Sign(
        Dictionary<string, object> claims, string issuer, string audience, SigningCredentials signature,
        TimeSpan? from, TimeSpan? until)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            Issuer = issuer,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now + (from ?? TimeSpan.Zero),
            Expires = now + (until ?? TokensLast),
            SigningCredentials = signature,
        });
    }

    private IResult Describe() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Authority,
        ["authorization_endpoint"] = $"{Authority}/authorize",
        ["token_endpoint"] = $"{Authority}/token",
        ["end_session_endpoint"] = $"{Authority}/end",
        ["jwks_uri"] = $"{Authority}/keys",
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["code_challenge_methods_supported"] = new[] { "S256" },
    });

    private IResult Publish()
    {
        Interlocked.Increment(ref _asked);
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(
            new RsaSecurityKey(Key.Rsa.ExportParameters(includePrivateParameters: false)) { KeyId = Key.KeyId });
        return Results.Json(new
        { keys = new[] { new { kty = key.Kty, use = "sig", alg = "RS256", kid = key.Kid, n = key.N, e = key.E } } });
    }
}
