using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Agents;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Conversations;

/// <summary>What was said in a conversation, and every rating ever given, changed or refused.</summary>
internal static class LogsEndpoints
{
    private static readonly QueryParameter After = new(
        "after", "The id of the last message that is known.", QueryParameter.WholeNumber);

    public static void MapLogs(this IEndpointRouteBuilder api)
    {
        var conversation = api.MapGroup("/conversations/{id}").WithTags("Conversations");
        conversation.MapGet("/messages", MessagesAsync).By(Rights.ReadConversation).TakesPages().Takes(After)
            .WithName("ListMessages").WithSummary("What was said, oldest first.");
        conversation.MapGet("/history", HistoryAsync).By(Rights.ReadHistory).TakesPages()
            .WithName("ListHistory").WithSummary("Every rating and every request for one, oldest first.");
    }

    private static async Task<Results<Ok<Page<MessageView>>, Problem>> MessagesAsync(
        ConversationId id, Query query, Caller caller, ConversationDesk desk, IReadSide readSide,
        CancellationToken cancellationToken)
    {
        var (reply, problem) = await desk.FindAsync(id, caller, Rights.ReadConversation, cancellationToken);
        var (limit, known) = (query.Limit(), query.WholeNumber("after", 0, int.MaxValue) ?? 0);
        var after = query.After("cursor", first: known);
        if ((problem ?? query.Problem) is { } failed)
            return failed;
        var withRatings = desk.SightOf(caller, reply!.State).HasFlag(Sight.CustomerRating);
        var rows = await readSide.MessagesAsync(
            reply.State.Number, (int)Math.Min(after, int.MaxValue), limit + 1, withRatings, cancellationToken);
        return TypedResults.Ok(Pages.Of(rows, limit, MessageView.Of, row => Text(row.Ordinal)));
    }

    private static async Task<Results<Ok<Page<HistoryView>>, Problem>> HistoryAsync(
        ConversationId id, Query query, Caller caller, ConversationDesk desk, IReadSide readSide,
        CancellationToken cancellationToken)
    {
        var (reply, problem) = await desk.FindAsync(id, caller, Rights.ReadHistory, cancellationToken);
        var (limit, after) = (query.Limit(), query.After("cursor", first: 0));
        if ((problem ?? query.Problem) is { } failed)
            return failed;
        var rows = await readSide.HistoryAsync(reply!.State.Number, after, limit + 1, cancellationToken);
        var page = Pages.Of(rows, limit, row => row.Entry, row => Text(row.Sequence));
        var hides = !desk.SightOf(caller, reply.State).HasFlag(Sight.CustomerRating);
        var shown = page.Items.Where(entry => !hides || entry.Kind != HistoryKind.Customer).Select(HistoryView.Of);
        return TypedResults.Ok(new Page<HistoryView>([.. shown], page.NextCursor));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Id">Counts the messages of the conversation, from 1.</param>
internal sealed record MessageView(int Id, MessageSource From, AgentId? AgentId, string Text, DateTimeOffset At)
{
    public static MessageView Of(LoggedMessage message) =>
        new(message.Ordinal, message.From, message.Agent, message.Text, message.At);
}

/// <param name="By">The customer's id, the supervisor, or <c>system</c>.</param>
internal sealed record HistoryView(
    DateTimeOffset At,
    string By,
    HistoryKind Kind,
    HistoryWhat What,
    RatingValue? Value,
    int? Stars,
    string? Comment,
    RequestReason? Reason)
{
    public static HistoryView Of(HistoryEntry entry) => new(
        entry.At, entry.By, entry.Kind, entry.What, entry.Value, entry.Stars, entry.Comment, entry.Reason);
}
