using RatingGrains.Silo.Stores;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.ReadSide;

/// <summary>Keeps what was said and what became of ratings; a line is known by its conversation and its effect.</summary>
internal static class LogTable
{
    private static readonly RowStatement Insert = new(
        """
        INSERT INTO conversation_log (conversation, sequence, at, ordinal, source, agent, text, is_rating,
          actor, kind, what, value, stars, comment, reason)
        SELECT * FROM {rows} WHERE true{ifAbsent}
        """,
        Number, Number, Number, Number, Number, Text, Text, Number, Text, Number, Number, Number, Number, Text, Number);

    public static Task WriteAsync(
        StoreTransaction transaction, List<LoggedEffect> log, CancellationToken cancellationToken) =>
        transaction.RunAsync(
            Insert,
            [.. log.OrderBy(line => line.Conversation).ThenBy(line => line.Sequence).Select(Row)],
            cancellationToken);

    private static object?[] Row(LoggedEffect line)
    {
        var (message, history) = (line.Message, line.History);
        return
        [
            line.Conversation, line.Sequence, (message?.At ?? history!.At).ToUnixTimeMilliseconds(),
            (long?)message?.Ordinal, (long?)message?.From, message?.Agent?.Value, message?.Text,
            message is null ? null : message.IsRating ? 1L : 0L,
            history?.By, (long?)history?.Kind, (long?)history?.What, (long?)history?.Value, (long?)history?.Stars,
            history?.Comment, (long?)history?.Reason,
        ];
    }
}
