using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Agents;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Summaries;

internal static class SummariesEndpoints
{
    public static void MapSummaries(this IEndpointRouteBuilder api)
    {
        api.MapGet("/agents/{agentId}/summary", OfAgentAsync).By(Rights.ReadAgentSummary)
            .Takes(SummaryTime.Asked).WithTags("Summaries")
            .WithName("SummarizeAgent").WithSummary("Ratings of an agent, counted.");
        api.MapGet("/channels/{channelId}/summary", OfChannelAsync).By(Rights.ReadChannelSummary)
            .Takes(SummaryTime.Asked).WithTags("Summaries")
            .WithName("SummarizeChannel").WithSummary("Ratings of a channel, counted.");
    }

    private static async Task<Results<Ok<AgentSummaryView>, Problem>> OfAgentAsync(
        AgentId agentId, Query query, Caller caller, Authority authority, IDirectory directory, IReadSide reads,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        if (authority.Check(caller, Rights.ReadAgentSummary, agentId) is { } denied)
            return denied;
        if (directory.Find(agentId) is null)
            return Problem.NotFound;
        var time = SummaryTime.Read(query, clock.GetUtcNow());
        query.RefuseUnknown();
        if (query.Problem is { } problem)
            return problem;
        var channels = await reads.FiguresAsync(agentId, time.Periods, cancellationToken);
        return TypedResults.Ok(AgentSummaryView.From(
            agentId, time, channels, channel => authority.HidesRatings(caller, channel)));
    }

    private static async Task<Results<Ok<ChannelSummaryView>, Problem>> OfChannelAsync(
        ChannelId channelId, Query query, Caller caller, Authority authority, IDirectory directory, IReadSide reads,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        if (directory.Find(channelId) is not { } channel)
            return Problem.NotFound;
        if (authority.Check(caller, Rights.ReadChannelSummary, channel) is { } denied)
            return denied;
        var time = SummaryTime.Read(query, clock.GetUtcNow());
        query.RefuseUnknown();
        if (query.Problem is { } problem)
            return problem;
        var agents = await reads.FiguresAsync(channelId, time.Periods, cancellationToken);
        return TypedResults.Ok(ChannelSummaryView.From(channelId, time, agents));
    }
}
