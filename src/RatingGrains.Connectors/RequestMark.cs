using System.Globalization;
using RatingGrains.Conversations;

namespace RatingGrains.Connectors;

/// <summary>Goes out with a rating request where the messenger gives it back in its delivery reports, so that a report
/// finds its request: <c>q:&lt;conversation&gt;:&lt;number&gt;</c>.</summary>
internal static class RequestMark
{
    private const string Prefix = "q:";
    private const int MarkMax = 128;

    public static string Of(ConversationId conversation, int request) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{conversation.Value}:{request}");

    /// <summary>Null where it is not one of ours.</summary>
    public static (ConversationId Conversation, int Request)? Read(string? mark)
    {
        if (mark is not { Length: <= MarkMax } || !mark.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var end = mark.LastIndexOf(':');
        return end > Prefix.Length && ConversationId.TryParse(mark[Prefix.Length..end], out var conversation)
            && int.TryParse(mark.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var request)
                ? (conversation, request)
                : null;
    }
}
