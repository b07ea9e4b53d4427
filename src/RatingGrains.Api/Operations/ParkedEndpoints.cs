using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Operations;

internal static class ParkedEndpoints
{
    public static void MapParked(this IEndpointRouteBuilder api)
    {
        var parked = api.MapGroup("/parked").WithTags("Operations");
        parked.MapGet("/", ListAsync).By(Rights.Administer).TakesPages()
            .WithName("ListParked").WithSummary("What could not be delivered in the end, with the last error.");
        parked.MapPost("/{id:long}/retry", RetryAsync).By(Rights.Administer)
            .WithName("RetryParked").WithSummary("Tries it again, from the first attempt.");
    }

    private static async Task<Results<Ok<Page<ParkedView>>, Problem>> ListAsync(
        Query query, IParkedEffects parked, CancellationToken cancellationToken)
    {
        var (limit, after) = (query.Limit(), query.After("cursor", first: 0));
        query.RefuseUnknown();
        if (query.Problem is { } problem)
            return problem;
        var rows = await parked.ListAsync(after, limit + 1, cancellationToken);
        return TypedResults.Ok(Pages.Of(
            rows, limit, ParkedView.From, row => row.Sequence.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<RetriedView>, Problem>> RetryAsync(
        long id, IParkedEffects parked, CancellationToken cancellationToken) =>
        await parked.RetryAsync(id, cancellationToken) ? TypedResults.Ok(new RetriedView(id)) : Problem.NotFound;
}

/// <summary>An effect that could not be delivered. Its text stays out: it is a customer's, and the conversation has it.</summary>
/// <param name="EffectId">By which the logs know it.</param>
/// <param name="At">When it was given up.</param>
internal sealed record ParkedView(
    long Id,
    string EffectId,
    string Kind,
    ConversationId? ConversationId,
    ChannelId? ChannelId,
    int Attempts,
    string Error,
    DateTimeOffset At)
{
    public static ParkedView From(ParkedEffect parked)
    {
        var effect = parked.Entry.Effect;
        var told = effect as TellCustomer;
        return new ParkedView(
            parked.Sequence, parked.Entry.Id.ToString(), JsonNamingPolicy.CamelCase.ConvertName(effect.GetType().Name),
            told?.Conversation, told?.Thread.Channel, parked.Entry.Attempts, parked.Error, parked.At);
    }
}

/// <param name="Id">What is being tried again.</param>
internal sealed record RetriedView(long Id);
