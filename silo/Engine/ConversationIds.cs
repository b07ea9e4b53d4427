using System.Security.Cryptography;
using System.Text;
using RatingGrains.Conversations;
using RatingGrains.Threads;

namespace RatingGrains.Silo.Engine;

internal static class ConversationIds
{
    /// <summary>The id of a thread's conversation: derived, so that a repeated message opens the same one, and keyed, so
    /// that it reveals nothing of the customer.</summary>
    public static ConversationId Of(ReadOnlySpan<byte> key, ThreadId thread, int ordinal)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{thread.Value}/{ordinal}"), digest);
        return new ConversationId(Convert.ToHexStringLower(digest[..12]));
    }
}
