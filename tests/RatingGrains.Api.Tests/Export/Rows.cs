using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Export;

/// <summary>Rows to export: one with everything in it, and as many as wanted.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Opened = new(2026, 3, 29, 1, 2, 3, 456, TimeSpan.Zero);

    public static ListedConversation Full { get; } = new(
        new ConversationId("c-1"), 17, new ChannelId("web"), new ConnectorId("telegram"), "42", "Ann",
        ConversationStatus.Closed, new AgentId("anna"), new TeamId("support"), Opened, Opened.AddMinutes(5),
        Opened.AddMinutes(15), RatingValue.Dislike, "slow, \"very\" slow", 2, "Löschen: ж, 漢, 😀", RequestState.Answered,
        RequestReason.AlreadyRated);

    public static ListedConversation Bare { get; } = new(
        new ConversationId("c-2"), 18, new ChannelId("web"), new ConnectorId("liveChat"), "43", null,
        ConversationStatus.New, null, null, Opened, null, null, null, null, null, null, RequestState.None, null);

    public static ListedConversation Saying(string comment) => Full with { CustomerComment = comment };

    public static byte[] File(ExportFormat format, params IEnumerable<ListedConversation> rows)
    {
        using var file = new MemoryStream();
        using (var writer = format.WriterTo(file))
        {
            foreach (var row in rows)
                ExportColumns.Write(row, writer);
            writer.Complete();
        }
        return file.ToArray();
    }
}
