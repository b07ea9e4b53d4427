using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RatingGrains.Api.Hosting;
using RatingGrains.Api.Http;
using RatingGrains.Api.Idempotency;
using RatingGrains.Api.Keys;
using RatingGrains.Api.RatingLinks;
using RatingGrains.Conversations;

namespace RatingGrains.Api.Conversations;

internal static class CustomerTokenEndpoints
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(30);

    public static void MapCustomerToken(this IEndpointRouteBuilder api) =>
        api.MapPost("/conversations/{id}/customer-token", GiveAsync).By(Rights.GiveCustomerToken)
            .Keeps(AnswerKept.Sealed).WithTags("Conversations").WithName("GiveCustomerToken")
            .WithSummary("A signed token for the customer of this one conversation.");

    private static async Task<Results<Created<CustomerTokenView>, Problem>> GiveAsync(
        ConversationId id, Body<CustomerTokenRequest> body, Caller caller, ConversationDesk desk, CustomerTokens tokens,
        IOptions<HttpOptions> http, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (_, problem) = await desk.FindAsync(id, caller, Rights.GiveCustomerToken, cancellationToken);
        if ((problem ?? body.Problem) is { } failed)
            return failed;
        var expiresAt = clock.GetUtcNow() + (body.Value.ExpiresIn ?? Usual);
        var token = tokens.For(id, (caller as KeyCaller)?.Agent, expiresAt);
        var url = http.Value.PublicUrl is { } address ? RatingLinkEndpoints.UrlOf(address, token) : null;
        return TypedResults.Created($"/api/v1/conversations/{id}", new CustomerTokenView(token, expiresAt, url));
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

/// <param name="Url">The page where the customer rates with it; null where nobody said under which address customers reach
/// this host (<c>Http:PublicUrl</c>).</param>
internal sealed record CustomerTokenView(string Token, DateTimeOffset ExpiresAt, string? Url);
