using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Http;
using RatingGrains.Api.Idempotency;
using RatingGrains.Api.Keys;
using RatingGrains.Conversations;

namespace RatingGrains.Api.Conversations;

internal static class SupervisorRatingEndpoints
{
    public static void MapSupervisorRating(this IEndpointRouteBuilder api) =>
        api.MapPut("/conversations/{id}/supervisor-rating", RateAsync).By(Rights.RateAsSupervisor)
            .WithTags("Ratings").WithName("RateAsSupervisor")
            .WithSummary("Stars, a comment, or both; what is absent stays as it was.");

    private static async Task<Results<Ok<ConversationView>, Problem>> RateAsync(
        ConversationId id, Body<SupervisorRatingRequest> body, Caller caller, ConversationDesk desk,
        CancellationToken cancellationToken)
    {
        var (_, problem) = await desk.FindAsync(id, caller, Rights.RateAsSupervisor, cancellationToken);
        if ((problem ?? body.Problem) is { } failed)
            return failed;
        var command = new RateAsSupervisor(((KeyCaller)caller).Key.Subject, body.Value.Stars, body.Value.Comment);
        return await desk.SendAsync(id, command, default(CommandId), caller, cancellationToken);
    }
}

/// <param name="Stars">1–5.</param>
/// <param name="Comment">An empty one takes the comment away.</param>
internal sealed record SupervisorRatingRequest(int? Stars, string? Comment) : IRequest<SupervisorRatingRequest>
{
    private const int StarsMax = 5;

    public static SupervisorRatingRequest Read(Fields fields)
    {
        var (stars, comment) = (fields["stars"], fields["comment"]);
        if (!stars.IsGiven && !comment.IsGiven)
            stars.Report("At least one of stars and comment.");
        return new((int?)stars.WholeNumber(1, StarsMax), comment.Text(RatingWords.CommentMax));
    }
}
