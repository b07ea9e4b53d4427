using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Agents;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Summaries;

/// <summary>The figures of the summaries, day by day: what a chart is drawn from.</summary>
internal static class DaysEndpoints
{
    public static void MapDays(this IEndpointRouteBuilder api)
    {
        QueryParameter[] asked = [SummaryTime.Asked, DaysAsked.From, DaysAsked.To];
        api.MapGet("/agents/{agentId}/days", OfAgentAsync).By(Rights.ReadAgentSummary).Takes(asked)
            .WithTags("Summaries").WithName("CountAgentsDays").WithSummary("Ratings of an agent, counted by day.");
        api.MapGet("/channels/{channelId}/days", OfChannelAsync).By(Rights.ReadChannelSummary).Takes(asked)
            .WithTags("Summaries").WithName("CountChannelsDays").WithSummary("Ratings of a channel, counted by day.");
        api.MapGet("/days", OfAllAsync).By(Rights.ReadChannelSummary).Takes(asked)
            .WithTags("Summaries").WithName("CountDays").WithSummary("Ratings of all channels, counted by day.");
    }

    private static async Task<Results<Ok<DaysView>, Problem>> OfAgentAsync(
        AgentId agentId, Query query, Caller caller, Authority authority, IDirectory directory, IReadSide reads,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        if (authority.Check(caller, Rights.ReadAgentSummary, agentId) is { } denied)
            return denied;
        if (directory.Find(agentId) is null)
            return Problem.NotFound;
        if (DaysAsked.Read(query, clock.GetUtcNow()) is not { } asked)
            return query.Problem!;
        var figures = await reads.FiguresAsync(agentId, asked.Days, cancellationToken);
        return TypedResults.Ok(DaysView.From(asked, figures, channel => authority.HidesRatings(caller, channel)));
    }

    private static Task<Results<Ok<DaysView>, Problem>> OfChannelAsync(
        ChannelId channelId, Query query, Caller caller, Authority authority, IDirectory directory, IReadSide reads,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        if (directory.Find(channelId) is not { } channel)
            return Task.FromResult<Results<Ok<DaysView>, Problem>>(Problem.NotFound);
        return authority.Check(caller, Rights.ReadChannelSummary, channel) is { } denied
            ? Task.FromResult<Results<Ok<DaysView>, Problem>>(denied)
            : OfChannelsAsync([channelId], query, reads, clock, cancellationToken);
    }

    /// <summary>Who may see one channel's figures may see every channel's.</summary>
    private static Task<Results<Ok<DaysView>, Problem>> OfAllAsync(
        Query query, IDirectory directory, IReadSide reads, TimeProvider clock, CancellationToken cancellationToken) =>
        OfChannelsAsync(
            [.. directory.Channels.Select(channel => channel.Id)], query, reads, clock, cancellationToken);

    private static async Task<Results<Ok<DaysView>, Problem>> OfChannelsAsync(
        ChannelId[] channels, Query query, IReadSide reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (DaysAsked.Read(query, clock.GetUtcNow()) is not { } asked)
            return query.Problem!;
        return TypedResults.Ok(DaysView.From(
            asked, await reads.FiguresAsync(channels, asked.Days, cancellationToken), _ => false));
    }
}
