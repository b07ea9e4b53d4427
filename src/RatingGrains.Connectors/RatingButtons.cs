using System.Text;
using RatingGrains.Conversations;
using RatingGrains.Threads;

namespace RatingGrains.Connectors;

/// <summary>The prompt's buttons, and what comes back of them: <c>r:&lt;conversation&gt;:1|0|l</c>.</summary>
internal static class RatingButtons
{
    public const string LikeLabel = "👍";
    public const string DislikeLabel = "👎";

    private const string Prefix = "r:";
    private const int DataMax = 128;

    /// <summary>Null where the id is too long for the messenger's buttons: then the words of the prompt do, which name
    /// digits.</summary>
    /// <param name="bytesMax">What a button of the messenger carries at most, in UTF-8.</param>
    public static (string Like, string Dislike)? For(ConversationId conversation, int bytesMax)
    {
        var liked = $"{Prefix}{conversation.Value}:1";
        return Encoding.UTF8.GetByteCount(liked) > bytesMax ? null : (liked, $"{Prefix}{conversation.Value}:0");
    }

    /// <summary>Null where the button is not one of ours. What is named is only a claim: a customer can rate no
    /// conversation but their own, whatever their app sends.</summary>
    public static (ConversationId Conversation, RatingContent Rating)? Read(string? data)
    {
        if (data is null || !data.StartsWith(Prefix, StringComparison.Ordinal) || data.Length > DataMax)
            return null;
        var end = data.LastIndexOf(':');
        if (end < Prefix.Length || !ConversationId.TryParse(data[Prefix.Length..end], out var conversation))
            return null;
        return data[(end + 1)..] switch
        {
            "1" => (conversation, new RatingContent(RatingValue.Like)),
            "0" => (conversation, new RatingContent(RatingValue.Dislike)),
            "l" => (conversation, new RatingContent(null)),
            _ => null,
        };
    }
}
