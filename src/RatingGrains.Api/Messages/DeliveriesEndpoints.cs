using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Conversations;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Channels;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Messages;

internal static class DeliveriesEndpoints
{
    public static void MapDeliveries(this IEndpointRouteBuilder api) =>
        api.MapPost("/channels/{channelId}/events/{eventId:long}/result", ReportAsync).By(Rights.ReportDelivery)
            .WithTags("Messages").WithName("ReportDelivery")
            .WithSummary("What became of something that a connector was to send to a customer.");

    private static async Task<Results<Ok<ConversationView>, Problem>> ReportAsync(
        ChannelId channelId, long eventId, Body<DeliveryRequest> body, Caller caller, Authority authority,
        IDirectory directory, IReadSide readSide, IRatingEngine engine, CancellationToken cancellationToken)
    {
        if (directory.Find(channelId) is not { } channel)
            return Problem.NotFound;
        if (authority.Check(caller, Rights.ReportDelivery, channel) is { } denied)
            return denied;
        if (await readSide.FindCustomerEventAsync(channelId, eventId, cancellationToken) is not { } sent)
            return Problem.NotFound;
        if (body.Problem is { } problem)
            return problem;
        var (message, error, until) = body.Value;
        await engine.ReportDeliveryAsync(
            new DeliveryReport(sent.Thread, sent.Conversation, sent.RequestNumber, message, error, until),
            cancellationToken);
        return await engine.FindAsync(sent.Conversation, cancellationToken) is { } reply
            ? TypedResults.Ok(ConversationView.From(reply.State, reply.Version, Sight.Customer))
            : Problem.NotFound;
    }
}

/// <param name="MessageId">The messenger's name for what was sent, which a customer's reply may name.</param>
/// <param name="Error">Why it could not be sent; absent where it was.</param>
/// <param name="CannotSendUntil">Until then this customer cannot be written to at all.</param>
internal sealed record DeliveryRequest(MessageId? MessageId, string? Error, DateTimeOffset? CannotSendUntil)
    : IRequest<DeliveryRequest>
{
    private const int ErrorMax = 1_000;

    public static bool MayBeAbsent => true;

    public static DeliveryRequest Read(Fields fields) => new(
        fields["messageId"].Id<MessageId>(), fields["error"].Text(ErrorMax, min: 1), fields["cannotSendUntil"].Time());
}
