using System.Collections.Immutable;
using RatingGrains.Api.Http;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Export;

/// <param name="Width">In characters, for formats that show widths.</param>
internal readonly record struct ExportColumn(string Name, int Width);

/// <summary>The row of the list, flat, in one order for every format.</summary>
internal static class ExportColumns
{
    public static ImmutableArray<ExportColumn> All { get; } =
    [
        new("id", 28), new("number", 10), new("channelId", 16), new("connector", 12),
        new("customerId", 18), new("customerName", 24), new("status", 18), new("agentId", 16), new("team", 14),
        new("openedAt", 24), new("finishedAt", 24), new("closedAt", 24),
        new("customerRating", 15), new("customerComment", 48),
        new("supervisorRating", 17), new("supervisorComment", 48),
        new("ratingRequest", 14), new("reason", 20),
    ];

    public static void Write(ListedConversation row, IExportWriter writer)
    {
        writer.Text(row.Id.Value);
        writer.Number(row.Number);
        writer.Text(row.Channel.Value);
        writer.Text(row.Connector.Value);
        writer.Text(row.CustomerId);
        writer.Text(row.CustomerName);
        writer.Text(Wire<ConversationStatus>.Name(row.Status));
        writer.Text(row.Agent?.Value);
        writer.Text(row.Team?.Value);
        writer.Moment(row.OpenedAt);
        writer.Moment(row.FinishedAt);
        writer.Moment(row.ClosedAt);
        writer.Text(row.CustomerRating is { } value ? Wire<RatingValue>.Name(value) : null);
        writer.Text(row.CustomerComment);
        writer.Number(row.SupervisorRating);
        writer.Text(row.SupervisorComment);
        writer.Text(Wire<RequestState>.Name(row.Request));
        writer.Text(row.Reason is { } reason ? Wire<RequestReason>.Name(reason) : null);
        writer.EndRow();
    }
}
