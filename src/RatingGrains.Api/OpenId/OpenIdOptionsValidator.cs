using Microsoft.Extensions.Options;
using RatingGrains.Ports;

namespace RatingGrains.Api.OpenId;

/// <summary>Says at the start which setting is wrong, before anybody fails to sign in.</summary>
internal sealed class OpenIdOptionsValidator : IValidateOptions<OpenIdOptions>
{
    private const string Section = "Auth:OpenId:";

    /// <summary>What people may be; a connector is no person.</summary>
    public static readonly IReadOnlyList<ApiRole> Roles =
        [ApiRole.Admin, ApiRole.Supervisor, ApiRole.Agent, ApiRole.Viewer];

    public ValidateOptionsResult Validate(string? name, OpenIdOptions options)
    {
        var wrong = Wrong(options).ToArray();
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(OpenIdOptions options)
    {
        if (!options.IsOn)
        {
            if (!string.IsNullOrEmpty(options.ClientId) || !string.IsNullOrEmpty(options.Audience)
                || options.Roles.Count > 0)
                yield return $"{Section}Authority is missing, and other settings of {Section.TrimEnd(':')} are there.";
            yield break;
        }
        if (!IsAuthority(options.Authority!))
        {
            yield return $"{Section}Authority must be like https://login.example/realms/shop, "
                + $"with http for this machine only; it is '{options.Authority}'.";
        }
        if (string.IsNullOrWhiteSpace(options.ClientId))
            yield return $"{Section}ClientId is missing: the console signs people in as it.";
        if (string.IsNullOrWhiteSpace(options.Audience))
            yield return $"{Section}Audience is missing: tokens for others must not open anything here.";
        if (!options.Scope.Split(' ').Contains("openid"))
            yield return $"{Section}Scope must have 'openid'; it is '{options.Scope}'.";
        foreach (var (setting, claim) in new[]
        {
            ("RoleClaim", options.RoleClaim), ("SubjectClaim", options.SubjectClaim), ("TeamClaim", options.TeamClaim),
        })
        {
            if (claim is not null && string.IsNullOrWhiteSpace(claim))
                yield return $"{Section}{setting} must name a claim.";
        }
        foreach (var wrong in WrongRoles(options.Roles))
            yield return wrong;
    }

    private static IEnumerable<string> WrongRoles(Dictionary<string, string> roles)
    {
        var known = string.Join(", ", Roles.Select(role => role.ToString().ToLowerInvariant()));
        if (roles.Count == 0)
            yield return $"{Section}Roles is missing: nobody could do anything. It maps {known}.";
        foreach (var (role, value) in roles)
        {
            if (!Roles.Any(known => string.Equals(known.ToString(), role, StringComparison.OrdinalIgnoreCase)))
                yield return $"{Section}Roles:{role} is not a role; those are {known}.";
            else if (string.IsNullOrWhiteSpace(value))
                yield return $"{Section}Roles:{role} must say what the claim says of those who have it.";
        }
        foreach (var shared in roles.GroupBy(role => role.Value).Where(shared => shared.Count() > 1))
        {
            yield return $"{Section}Roles:{string.Join($" and {Section}Roles:", shared.Select(role => role.Key))} "
                + $"are both '{shared.Key}'.";
        }
    }

    /// <summary>Whoever stands between could hand out keys of their own.</summary>
    private static bool IsAuthority(string authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var uri) && uri is { Query: "", Fragment: "", UserInfo: "" }
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
