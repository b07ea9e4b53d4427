using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Agents;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Ports;

namespace RatingGrains.Api.Streams;

internal static class AgentEventsEndpoints
{
    public static void MapAgentEvents(this IEndpointRouteBuilder api) =>
        api.MapGet("/agents/{agentId}/events", Follow).By(Rights.ReadNotifications).Takes(ResumePoint.Parameter)
            .WithTags("Streams").WithName("FollowAgent")
            .WithSummary("What the agent is told, as it happens: ratings, and changes of its conversations.");

    private static Results<ServerSentEventsResult<AgentEventView>, Problem> Follow(
        AgentId agentId, ResumePoint resume, HttpContext context, Caller caller, Authority authority,
        IDirectory directory, IReadSide reads, RatingsInSight sight, LiveStream live)
    {
        if (authority.Check(caller, Rights.ReadNotifications, agentId) is { } denied)
            return denied;
        if (directory.Find(agentId) is null)
            return Problem.NotFound;
        if (resume.Problem is { } problem)
            return problem;
        return live.Show(
            context, end => sight.OfAsync(reads.FollowAsync(agentId, resume.After, end), caller, end),
            AgentEventView.Event);
    }
}
