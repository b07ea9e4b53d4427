using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Agents;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Ports;

namespace RatingGrains.Api.Streams;

/// <summary>What an agent was told in the last days, and what of it was read.</summary>
internal static class NotificationsEndpoints
{
    private static readonly QueryParameter Unread = new("unread", "Only what was not read.", QueryParameter.Flag);

    private static readonly QueryParameter After = new(
        "after", "Only what is newer than this id.", QueryParameter.WholeNumber);

    public static void MapNotifications(this IEndpointRouteBuilder api)
    {
        var notifications = api.MapGroup("/agents/{agentId}/notifications").WithTags("Agents");
        notifications.MapGet("/", ListAsync).By(Rights.ReadNotifications).TakesPages().Takes(Unread, After)
            .WithName("ListNotifications").WithSummary("Ratings that the agent was told of, newest first.");
        notifications.MapPost("/read", ReadAsync).By(Rights.MarkNotifications)
            .WithName("ReadNotifications").WithSummary("The agent has read everything up to this id.");
    }

    private static async Task<Results<Ok<Page<NotificationView>>, Problem>> ListAsync(
        AgentId agentId, Query query, Caller caller, Authority authority, IDirectory directory, IReadSide reads,
        RatingsInSight sight, CancellationToken cancellationToken)
    {
        if (Check(agentId, caller, Rights.ReadNotifications, authority, directory) is { } denied)
            return denied;
        var (limit, unread) = (query.Limit(), query.Flag("unread"));
        var known = query.WholeNumber("after", 0, long.MaxValue) ?? 0;
        var before = query.After("cursor", first: long.MaxValue);
        query.RefuseUnknown();
        if (query.Problem is { } problem)
            return problem;
        var rows = await reads.NotificationsAsync(agentId, unread, before, limit + 1, cancellationToken);
        var page = Pages.Of(
            [.. rows.TakeWhile(row => row.Sequence > known)], limit, row => row,
            row => row.Sequence.ToString(CultureInfo.InvariantCulture));
        var seen = await sight.OfAsync(page.Items, caller, cancellationToken);
        return TypedResults.Ok(new Page<NotificationView>([.. seen.Select(NotificationView.From)], page.NextCursor));
    }

    private static async Task<Results<Ok<ReadUpTo>, Problem>> ReadAsync(
        AgentId agentId, Body<ReadUpTo> body, Caller caller, Authority authority, IDirectory directory,
        IRatingEngine engine, CancellationToken cancellationToken)
    {
        if (Check(agentId, caller, Rights.MarkNotifications, authority, directory) is { } denied)
            return denied;
        if (body.Problem is { } problem)
            return problem;
        await engine.MarkReadAsync(agentId, body.Value.UpTo, cancellationToken);
        return TypedResults.Ok(body.Value);
    }

    private static Problem? Check(
        AgentId agent, Caller caller, Right right, Authority authority, IDirectory directory) =>
        authority.Check(caller, right, agent) ?? (directory.Find(agent) is null ? Problem.NotFound : null);
}

/// <param name="UpTo">The id of a notification.</param>
internal sealed record ReadUpTo(long UpTo) : IRequest<ReadUpTo>
{
    public static ReadUpTo Read(Fields fields) =>
        new(fields["upTo"].Required().WholeNumber(0, long.MaxValue) ?? 0);
}
