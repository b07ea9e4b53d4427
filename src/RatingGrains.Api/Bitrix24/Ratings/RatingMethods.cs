using System.Text.Json.Nodes;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Keys;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24.Ratings;

/// <summary><c>rating.conversation.list</c>: what the original never had, conversations with how they were rated.</summary>
internal sealed class RatingMethods(
    IReadSide readSide, Authority authority, DoorNumbers numbers, RatingRow rows) : IRestFeature
{
    private const int PageSize = 50;

    /// <summary>Rows that come before a page are read too, so pages by position end somewhere; filters by ID do not.</summary>
    private const long StartMax = 1_000_000;

    public IEnumerable<RestMethod> Methods => [new("rating.conversation.list", DoorScopes.Rating, ListAsync)];

    private async Task<RestReply> ListAsync(RestCall call, CancellationToken cancellationToken)
    {
        if (!Rights.ListConversations.IsOpenTo(call.Caller.Key))
            return RestError.AccessDenied403;
        if (call.Start > StartMax)
            return RestError.Invalid(RestCall.StartParameter, $"At most {StartMax}; a filter by >ID goes on from there.");
        var (query, error) = await RatingFilter.ReadAsync(call.Parameters, numbers, cancellationToken);
        if (error is not null)
            return error;
        if (query is null)
            return new RestReply(new JsonArray(), Total: 0);
        query = query with { Visibility = authority.VisibilityOf(call.Caller.Key, Rights.ListConversations) };
        var start = Math.Max(0, call.Start);
        var found = await readSide.ListFromAsync(query, start, PageSize + 1, cancellationToken);
        var items = new JsonArray();
        foreach (var row in found.Take(PageSize))
            items.Add((JsonNode)await rows.OfAsync(row, cancellationToken));
        // A start below 0 says that nobody wants the rows counted: the client goes on by ID.
        long? total = call.Start < 0 ? null : await readSide.CountAsync(query, cancellationToken);
        long? next = call.Start < 0 || found.Count <= PageSize ? null : start + PageSize;
        return new RestReply(items, Next: next, Total: total);
    }
}
