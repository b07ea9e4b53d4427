using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Streams;

internal static class ChannelEventsEndpoints
{
    public static void MapChannelEvents(this IEndpointRouteBuilder api) =>
        api.MapGet("/channels/{channelId}/events", Follow).By(Rights.FollowChannel).Takes(ResumePoint.Parameter)
            .WithTags("Streams").WithName("FollowChannel")
            .WithSummary("What must be sent to customers, as it happens; a visitor hears its own thread only.");

    private static Results<ServerSentEventsResult<CustomerEventView>, Problem> Follow(
        ChannelId channelId, ResumePoint resume, HttpContext context, Caller caller, Authority authority,
        IDirectory directory, IReadSide reads, LiveStream live)
    {
        if (directory.Find(channelId) is not { } channel)
            return Problem.NotFound;
        if ((authority.Check(caller, Rights.FollowChannel, channel) ?? resume.Problem) is { } problem)
            return problem;
        var thread = (caller as VisitorCaller)?.Thread;
        return live.Show(
            context, end => reads.FollowAsync(channelId, thread, resume.After, end), CustomerEventView.Event);
    }
}
