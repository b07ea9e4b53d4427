using System.Text.Json;
using Microsoft.Extensions.Options;
using RatingGrains.Agents;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Ports;

namespace RatingGrains.Api.OpenId;

/// <summary>Makes of what a genuine token says somebody who stands where the holder of a key stands: of a role, with a
/// subject, perhaps of a team. What is missing is refused by name, never guessed.</summary>
internal sealed class OpenIdPerson(IOptions<OpenIdOptions> options)
{
    private const int SubjectMax = 200;
    private const string EveryTeam = "*";
    private readonly OpenIdOptions _options = options.Value;

    /// <summary>What a claim says of each role, the mightiest first.</summary>
    private readonly (ApiRole Role, string Name)[] _roles =
    [
        .. from role in OpenIdOptionsValidator.Roles
           from one in options.Value.Roles
           where Enum.Parse<ApiRole>(one.Key, ignoreCase: true) == role
           select (role, one.Value),
    ];

    public SignInOutcome Find(JsonElement payload, DateTimeOffset now, DateTimeOffset until)
    {
        if (RoleOf(payload) is not { } role)
        {
            return Refused("noRole", "Your account has no role here.",
                $"The token's claim '{_options.RoleClaim}' says nothing that Auth:OpenId:Roles maps to a role.");
        }
        if (SubjectOf(payload, role) is not { } subject)
        {
            return Refused("noSubject", "Your account does not say who you are here.",
                $"The token's claim '{_options.SubjectClaim}' must be one text of at most {SubjectMax} characters; "
                + "of an agent, the agent's id.");
        }
        // Of several teams none would be the right one, whoever has them: a key has one too.
        var teams = TeamsOf(payload);
        var namesOne = teams is [EveryTeam] || (teams is [var only] && TeamId.TryParse(only, out _));
        var needsNone = teams is [] && (role != ApiRole.Supervisor || _options.TeamClaim is null);
        if (!namesOne && !needsNone)
        {
            return Refused("noTeam", "Your account does not say of which team you are.",
                $"The token's claim '{_options.TeamClaim}' must name one team, or '{EveryTeam}' for all.");
        }
        var team = teams is [not EveryTeam] ? teams[0] : null;
        // As whom the provider knows them, though two of them may have one subject here.
        var identity = OpenIdClaims.Of(payload, "sub").FirstOrDefault(subject);
        return new(new PersonCaller(new ApiKey($"openid:{identity}", [], role, subject, team, [], null, now, until)));
    }

    private ApiRole? RoleOf(JsonElement payload)
    {
        var said = OpenIdClaims.Of(payload, _options.RoleClaim).ToHashSet(StringComparer.Ordinal);
        foreach (var (role, name) in _roles)
        {
            if (said.Contains(name))
                return role;
        }
        return null;
    }

    private string? SubjectOf(JsonElement payload, ApiRole role)
    {
        var said = OpenIdClaims.Of(payload, _options.SubjectClaim).ToArray();
        return said is [{ Length: > 0 and <= SubjectMax } subject] && !subject.Any(char.IsControl)
            && (role != ApiRole.Agent || AgentId.TryParse(subject, out _)) ? subject : null;
    }

    private string[] TeamsOf(JsonElement payload) =>
        _options.TeamClaim is { } claim ? [.. OpenIdClaims.Of(payload, claim)] : [];

    private static SignInOutcome Refused(string code, string title, string detail) =>
        new(null, new Problem(code, StatusCodes.Status403Forbidden, title, detail));
}

/// <summary>Who came with a token of the provider, or why nobody did.</summary>
internal readonly record struct SignInOutcome(KeyCaller? Caller, Problem? Problem = null);
