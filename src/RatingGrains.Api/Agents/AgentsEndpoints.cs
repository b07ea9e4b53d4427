using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Agents;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Ports;

namespace RatingGrains.Api.Agents;

internal static class AgentsEndpoints
{
    public static void MapAgents(this IEndpointRouteBuilder api)
    {
        var agents = api.MapGroup("/agents").WithTags("Agents");
        agents.MapPut("/{agentId}", PutAsync).By(Rights.Administer).WithName("PutAgent")
            .WithSummary("Registers an agent, or changes the name or the team.");
        agents.MapGet("/{agentId}", Get).By(Rights.ReadAgents).WithName("GetAgent").WithSummary("One agent.");
        agents.MapGet("/", List).By(Rights.ReadAgents).TakesPages().WithName("ListAgents")
            .WithSummary("All agents, by id.");
    }

    private static async Task<Results<Ok<AgentView>, Created<AgentView>, Problem>> PutAsync(
        string agentId, Body<AgentRequest> body, IRatingEngine engine, IDirectory directory,
        CancellationToken cancellationToken)
    {
        if (!AgentId.TryParse(agentId, out var id))
            return Problem.Invalid("agentId", "Not an id of this kind.");
        if (body.Problem is { } problem)
            return problem;
        if (body.Value.Id is { } named && named != id)
            return Problem.Invalid("id", "Not the id in the path.");
        var profile = new AgentProfile(body.Value.Name, body.Value.Team);
        var isNew = directory.Find(id) is null;
        await engine.RegisterAsync(id, profile, cancellationToken);
        var view = AgentView.From(id, profile);
        return isNew ? TypedResults.Created($"/api/v1/agents/{id}", view) : TypedResults.Ok(view);
    }

    private static Results<Ok<AgentView>, Problem> Get(AgentId agentId, IDirectory directory) =>
        directory.Find(agentId) is { } profile ? TypedResults.Ok(AgentView.From(agentId, profile)) : Problem.NotFound;

    private static Results<Ok<Page<AgentView>>, Problem> List(Query query, IDirectory directory)
    {
        var (limit, after) = (query.Limit(), query.After());
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Ok(Pages.Of(
            directory.Agents, after, limit, entry => entry.Id.Value, entry => AgentView.From(entry.Id, entry.Profile)));
    }
}

/// <param name="Id">Taken where it is the path's, so that what was read can be sent back.</param>
internal sealed record AgentRequest(AgentId? Id, string Name, TeamId? Team) : IRequest<AgentRequest>
{
    private const int NameMax = 200;

    public static AgentRequest Read(Fields fields) => new(
        fields["id"].Id<AgentId>(), fields["name"].Required().Text(NameMax, min: 1) ?? "", fields["team"].Id<TeamId>());
}

internal sealed record AgentView(AgentId Id, string Name, TeamId? Team)
{
    public static AgentView From(AgentId id, AgentProfile profile) => new(id, profile.Name, profile.Team);
}
