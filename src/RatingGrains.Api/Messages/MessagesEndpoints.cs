using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Messages;

internal static class MessagesEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder api) =>
        api.MapPost("/channels/{channelId}/messages", ReceiveAsync).By(Rights.SendMessages).MayRefuse(Refusal.ByState)
            .WithTags("Messages").WithName("SendMessage")
            .WithSummary("A customer's message or tap on a rating button. A visitor's token says who it is from.");

    private static async Task<Results<Ok<ReceiptView>, Problem>> ReceiveAsync(
        ChannelId channelId, Body<MessageRequest> body, Caller caller, Authority authority, IDirectory directory,
        IRatingEngine engine, CancellationToken cancellationToken)
    {
        if (directory.Find(channelId) is not { } channel)
            return Problem.NotFound;
        if (authority.Check(caller, Rights.SendMessages, channel) is { } denied)
            return denied;
        if (body.Problem is { } problem)
            return problem;
        var request = body.Value;
        var thread = request.ThreadIn(channelId, caller);
        if (thread is null)
            return Problem.Forbidden;
        var receipt = await engine.ReceiveAsync(thread.Value, request.Message, cancellationToken);
        return receipt.Refusal is { } refusal
            ? refusal.ToProblem()
            : TypedResults.Ok(new ReceiptView(receipt.Conversation, receipt.Outcome));
    }
}

/// <param name="ConversationId">Null where a rating came with nothing to rate.</param>
internal sealed record ReceiptView(ConversationId? ConversationId, MessageOutcome Outcome);
