using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Conversations;

namespace RatingGrains.Api.Conversations;

internal static class ConversationEndpoints
{
    public static void MapConversation(this IEndpointRouteBuilder api) =>
        api.MapGet("/conversations/{id}", GetAsync).By(Rights.ReadConversation)
            .WithTags("Conversations").WithName("GetConversation")
            .WithSummary("One conversation as it is now, deadlines that have passed among it.");

    private static async Task<Results<Ok<ConversationView>, Problem>> GetAsync(
        ConversationId id, Caller caller, ConversationDesk desk, CancellationToken cancellationToken)
    {
        var (reply, problem) = await desk.FindAsync(id, caller, Rights.ReadConversation, cancellationToken);
        return problem is null ? desk.Show(reply!, caller) : problem;
    }
}
