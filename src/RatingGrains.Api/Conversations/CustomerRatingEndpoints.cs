using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Agents;
using RatingGrains.Api.Http;
using RatingGrains.Api.Idempotency;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Conversations;

namespace RatingGrains.Api.Conversations;

/// <summary>How a customer rates without a messenger: from the chat widget or a link.</summary>
internal static partial class CustomerRatingEndpoints
{
    public static void MapCustomerRating(this IEndpointRouteBuilder api)
    {
        var rating = api.MapGroup("/conversations/{id}/customer-rating").By(Rights.RateAsCustomer)
            .MayRefuse(Refusal.ByState, Refusal.TooLate).WithTags("Ratings");
        rating.MapPut("/", RateAsync).WithName("RateAsCustomer")
            .WithSummary("The customer's rating, or a change of mind. 409 before there is a right to rate, 410 after.");
        rating.MapPost("/later", PostponeAsync).WithName("PostponeRating")
            .WithSummary("The customer will rate later; the request stands.");
    }

    private static async Task<Results<Ok<ConversationView>, Problem>> RateAsync(
        ConversationId id, Body<CustomerRatingRequest> body, Caller caller, CommandId commandId, ConversationDesk desk,
        ILogger<CustomerTokens> log, CancellationToken cancellationToken)
    {
        var problem = await CheckAsync(id, caller, desk, cancellationToken) ?? body.Problem;
        if (problem is not null)
            return problem;
        var command = new RateAsCustomer(body.Value.Value, body.Value.Comment);
        var answer = await desk.SendAsync(id, command, commandId, caller, cancellationToken);
        if (caller is CustomerCaller { GivenBy: { } agent } && answer.Result is Ok<ConversationView>)
            NoteTokenOfAgent(log, id, agent);
        return answer.Result is Problem { Status: StatusCodes.Status410Gone } late
            ? late.Saying(await desk.TooLateTextAsync(id, cancellationToken))
            : answer;
    }

    /// <summary>An agent may have kept the token, so that a rating with it can be looked into.</summary>
    public static void NoteTokenOfAgent(ILogger log, ConversationId conversation, AgentId agent) =>
        Log.RatedByTokenOfAgent(log, conversation, agent);

    private static async Task<Results<Ok<ConversationView>, Problem>> PostponeAsync(
        ConversationId id, Caller caller, CommandId commandId, ConversationDesk desk,
        CancellationToken cancellationToken)
    {
        if (await CheckAsync(id, caller, desk, cancellationToken) is { } problem)
            return problem;
        return await desk.SendAsync(id, new PostponeRating(), commandId, caller, cancellationToken);
    }

    /// <summary>A customer's token names its conversation, so nothing has to be looked up.</summary>
    private static async ValueTask<Problem?> CheckAsync(
        ConversationId id, Caller caller, ConversationDesk desk, CancellationToken cancellationToken) =>
        caller is CustomerCaller customer
            ? customer.Conversation == id ? null : Problem.NotFound
            : (await desk.FindAsync(id, caller, Rights.RateAsCustomer, cancellationToken)).Problem;

    private static partial class Log
    {
        [LoggerMessage(3, LogLevel.Information, "{Conversation} was rated with a token that {Agent} gave out.")]
        public static partial void RatedByTokenOfAgent(ILogger logger, ConversationId conversation, AgentId agent);
    }
}

/// <param name="Comment">What is absent stays while the value does.</param>
internal sealed record CustomerRatingRequest(RatingValue Value, string? Comment) : IRequest<CustomerRatingRequest>
{
    public static CustomerRatingRequest Read(Fields fields) => new(
        fields["value"].Required().OneOf<RatingValue>() ?? default, fields["comment"].Text(RatingWords.CommentMax));
}
