using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Http;
using RatingGrains.Api.Idempotency;
using RatingGrains.Api.Keys;
using RatingGrains.Api.Messages;
using RatingGrains.Conversations;

namespace RatingGrains.Api.Conversations;

internal static class CustomerTokenEndpoints
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(30);

    public static void MapCustomerToken(this IEndpointRouteBuilder api) =>
        api.MapPost("/conversations/{id}/customer-token", GiveAsync).By(Rights.GiveCustomerToken)
            .Keeps(AnswerKept.Sealed).WithTags("Conversations").WithName("GiveCustomerToken")
            .WithSummary("A signed token for the customer of this one conversation.");

    private static async Task<Results<Created<TokenView>, Problem>> GiveAsync(
        ConversationId id, Body<CustomerTokenRequest> body, Caller caller, ConversationDesk desk, CustomerTokens tokens,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var (_, problem) = await desk.FindAsync(id, caller, Rights.GiveCustomerToken, cancellationToken);
        if ((problem ?? body.Problem) is { } failed)
            return failed;
        var expiresAt = clock.GetUtcNow() + (body.Value.ExpiresIn ?? Usual);
        var token = tokens.For(id, (caller as KeyCaller)?.Agent, expiresAt);
        return TypedResults.Created($"/api/v1/conversations/{id}", new TokenView(token, expiresAt));
    }
}

/// <param name="ExpiresIn">At least a second, at most 400 days; 30 days where absent.</param>
internal sealed record CustomerTokenRequest(TimeSpan? ExpiresIn) : IRequest<CustomerTokenRequest>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    public static bool MayBeAbsent => true;

    public static CustomerTokenRequest Read(Fields fields)
    {
        var field = fields["expiresIn"];
        var expiresIn = field.Duration();
        if (expiresIn < Shortest || expiresIn > Longest)
            field.Report("Must be from a second to 400 days.");
        return new(expiresIn);
    }
}
