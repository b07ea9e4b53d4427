using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;

namespace RatingGrains.Api.OpenId;

/// <summary>Proves the provider's access tokens: signed by one of its keys, given out by it, for us, and in their time.
/// </summary>
internal sealed class OpenIdTokens(
    OpenIdProvider provider, OpenIdPerson person, IOptions<OpenIdOptions> options, TimeProvider clock)
{
    private const int LengthMax = 16_384;

    /// <summary>How far the provider's clock may be from ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Those of key pairs only: a provider's public key is no secret, so nothing may be signed with it as one.
    /// </summary>
    private static readonly string[] Algorithms =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private static readonly Problem ProviderAway = new(
        "signInUnavailable", StatusCodes.Status503ServiceUnavailable, "The sign-in provider cannot be reached.",
        "Try again shortly, or sign in with a key.")
    { RetryAfterSeconds = 5 };

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = LengthMax };

    /// <returns>The bearer token that may be one of the provider's; null where there is none, or no provider.</returns>
    public string? Of(HttpRequest request) =>
        options.Value.IsOn && Bearer.TokenOf(request, LengthMax) is var token && token.Count('.') == 2
            ? token.ToString()
            : null;

    public async ValueTask<SignInOutcome> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (await provider.GetAsync(cancellationToken) is not { } said)
            return new(null, ProviderAway);
        var result = await ValidateAsync(token, said);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException
            && await provider.GetNewerAsync(said, cancellationToken) is { } newer && newer != said)
        {
            result = await ValidateAsync(token, newer);
        }
        if (!result.IsValid)
            return new(null, Problem.Unauthorized.Saying(WordsFor(result.Exception)));
        var genuine = (JsonWebToken)result.SecurityToken;
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(genuine.EncodedPayload));
        return person.Find(payload.RootElement, clock.GetUtcNow(), genuine.ValidTo);
    }

    private Task<TokenValidationResult> ValidateAsync(string token, OpenIdConnectConfiguration said) =>
        _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = said.Issuer,
            ValidAudience = options.Value.Audience,
            IssuerSigningKeys = said.SigningKeys,
            ValidAlgorithms = Algorithms,
            LifetimeValidator = IsInTime,
        });

    private bool IsInTime(
        DateTime? from, DateTime? until, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until is { } end && now < end && !(now < from - Skew);
    }

    /// <summary>Enough to mend a setting by; nothing that is not in the token or public.</summary>
    private static string WordsFor(Exception failure) => failure switch
    {
        SecurityTokenInvalidLifetimeException => "The token of the sign-in provider has run out, or is not valid yet.",
        SecurityTokenInvalidAudienceException => "The token is for others: its audience is not Auth:OpenId:Audience.",
        SecurityTokenInvalidIssuerException => "The token was given out by others than the sign-in provider.",
        _ => "The token is not signed with a key of the sign-in provider.",
    };
}
