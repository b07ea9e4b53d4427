using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Agents;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Lists;

/// <summary>What an agent may take: an agent may look at each of them, and its list of conversations has only those that
/// it took part in.</summary>
internal static class WaitingEndpoints
{
    private const ConversationSort Order = ConversationSort.OldestOpened;

    public static void MapWaiting(this IEndpointRouteBuilder api) =>
        api.MapGet("/agents/{agentId}/waiting", ListAsync).By(Rights.ReadNotifications).TakesPages()
            .WithTags("Agents").WithName("ListWaiting")
            .WithSummary("Conversations that nobody holds in channels that list the agent, oldest first.");

    private static async Task<Results<Ok<Page<ListedRow>>, Problem>> ListAsync(
        AgentId agentId, Query query, Caller caller, Authority authority, IDirectory directory, IReadSide reads,
        CancellationToken cancellationToken)
    {
        if (authority.Check(caller, Rights.ReadNotifications, agentId) is { } denied)
            return denied;
        if (directory.Find(agentId) is null)
            return Problem.NotFound;
        var (limit, place) = (query.Limit(), query.After());
        ListPosition? after = null;
        if (place is not null && !ListOrder.TryReadPlace(place, Order, out after))
            query.Report("cursor", ListsEndpoints.NotOurs);
        query.RefuseUnknown();
        if (query.Problem is { } problem)
            return problem;
        ImmutableArray<ChannelId> channels =
            [.. directory.Channels.Where(channel => channel.Settings.Lists(agentId)).Select(channel => channel.Id)];
        if (channels.IsEmpty)
            return TypedResults.Ok(new Page<ListedRow>([], null));
        // A rating during the conversation is possible before anybody holds it, and some channels hide those.
        ImmutableArray<ChannelId> withoutRatings =
            [.. channels.Where(channel => authority.HidesRatings(caller, channel))];
        var filter = ConversationQuery.All with
        {
            Visibility = new Visibility.Everything(withoutRatings),
            Channels = channels,
            Statuses = [ConversationStatus.New],
            Sort = Order,
        };
        try
        {
            var rows = await reads.ListAsync(filter, after, limit + 1, cancellationToken);
            return TypedResults.Ok(Pages.Of(rows, limit, ListedRow.From, row => ListOrder.PlaceOf(row, Order)));
        }
        catch (FormatException)
        {
            return Problem.Invalid("cursor", ListsEndpoints.NotOurs);
        }
    }
}
