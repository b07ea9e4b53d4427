using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Ports;

namespace RatingGrains.Api.Lists;

internal static class ListsEndpoints
{
    public const string NotOurs = "Not a cursor of this list in this order.";

    public static void MapLists(this IEndpointRouteBuilder api) =>
        api.MapGet("/conversations", ListAsync).By(Rights.ListConversations).TakesPages().Takes(ConversationFilter.Parameters)
            .WithTags("Lists").WithName("ListConversations")
            .WithSummary("Conversations that the caller may see, filtered and ordered, page by page.");

    private static async Task<Results<Ok<Page<ListedRow>>, Problem>> ListAsync(
        Query query, Caller caller, Authority authority, IReadSide reads, CancellationToken cancellationToken)
    {
        var filter = ConversationFilter.Read(query, authority.VisibilityOf(caller, Rights.ListConversations));
        var limit = query.Limit();
        var after = After(query, filter.Sort);
        query.RefuseUnknown();
        if (query.Problem is { } problem)
            return problem;
        try
        {
            var rows = await reads.ListAsync(filter, after, limit + 1, cancellationToken);
            return TypedResults.Ok(Pages.Of(rows, limit, ListedRow.From, row => ListOrder.PlaceOf(row, filter.Sort)));
        }
        catch (FormatException)
        {
            // Only the read side knows what its positions look like, so only it sees that one was made up.
            return Problem.Invalid("cursor", NotOurs);
        }
    }

    private static ListPosition? After(Query query, ConversationSort sort)
    {
        if (query.After() is not { } place)
            return null;
        if (ListOrder.TryReadPlace(place, sort, out var position))
            return position;
        query.Report("cursor", NotOurs);
        return null;
    }
}
