using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Keys;

/// <summary>Whose key it is and how far it reaches, so that a console offers what will not be refused.</summary>
internal static class MeEndpoints
{
    public static void MapMe(this IEndpointRouteBuilder api) =>
        api.MapGet("/me", Get).By(Rights.KnowOneself).WithTags("Keys").WithName("WhoAmI")
            .WithSummary("Whose key this is, and what it may do.");

    private static Ok<MeView> Get(Caller caller, IDirectory directory, RatingFeatures features)
    {
        var holder = caller as KeyCaller ?? throw new UnreachableException("The gate lets only keys in.");
        var (key, team) = (holder.Key, holder.TeamIn(directory));
        return TypedResults.Ok(new MeView(
            key.Role, key.Subject, holder.Agent, team, key.Channels, key.ExpiresAt,
            new MyRights(
                ScopeOf(Rights.ListConversations), ScopeOf(Rights.ReadHistory), ScopeOf(Rights.RateAsSupervisor)),
            features));

        ApiScope ScopeOf(Right right) => right.Of(holder) switch
        {
            Reach.No => ApiScope.None,
            Reach.Any => ApiScope.Any,
            Reach.Team => Authority.IsUnbound(holder) ? ApiScope.Any : ApiScope.Team,
            _ => ApiScope.Own,
        };
    }
}

/// <param name="AgentId">Of an agent's key.</param>
/// <param name="Team">The key's, or else its agent's.</param>
/// <param name="Channels">Of a connector's key.</param>
/// <param name="Features">What the plan has.</param>
internal sealed record MeView(
    ApiRole Role,
    string Subject,
    AgentId? AgentId,
    TeamId? Team,
    ImmutableArray<ChannelId> Channels,
    DateTimeOffset? ExpiresAt,
    MyRights Rights,
    RatingFeatures Features);

/// <summary>How far the key reaches: its own grants, or else its role's.</summary>
internal sealed record MyRights(ApiScope List, ApiScope History, ApiScope Rate);
