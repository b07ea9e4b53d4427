namespace RatingGrains.Api.OpenId;

/// <summary>The provider by which people sign in to the console, and what its tokens say of them
/// (<c>Auth:OpenId:…</c>). Without an <see cref="Authority"/> there is none, and people sign in with keys.</summary>
internal sealed class OpenIdOptions
{
    /// <summary>The provider's issuer; its discovery document lies below it.</summary>
    public string? Authority { get; set; }

    /// <summary>As whom the console signs people in: a public client, with the code flow and PKCE.</summary>
    public string? ClientId { get; set; }

    /// <summary>Whom the access tokens must be for.</summary>
    public string? Audience { get; set; }

    /// <summary>What the console asks for, separated by spaces. Some providers let a session last beyond its first
    /// token only where this has <c>offline_access</c>.</summary>
    public string Scope { get; set; } = "openid profile";

    /// <summary>The claim that names somebody's roles or groups; dots lead into an object.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>By role, what the claim says of those who have it. Of several the first counts: admin, supervisor,
    /// agent, viewer.</summary>
    public Dictionary<string, string> Roles { get; set; } = [];

    /// <summary>The claim that says who somebody is here: an agent's id; of others the name that their ratings bear.
    /// </summary>
    public string SubjectClaim { get; set; } = "sub";

    /// <summary>The claim that names a supervisor's team, or <c>*</c> for all. Unset: all see all.</summary>
    public string? TeamClaim { get; set; }

    public bool IsOn => !string.IsNullOrEmpty(Authority);
}
