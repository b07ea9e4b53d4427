using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RatingGrains.Threads;

/// <summary>Sixty-four bits of SHA-256: enough to know a text again, too few to read it back.</summary>
public static class Fingerprint
{
    private const char Separator = '\u001f';

    public static long Of(string text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (length <= 1024)
        {
            Span<byte> buffer = stackalloc byte[length];
            SHA256.HashData(buffer[..Encoding.UTF8.GetBytes(text, buffer)], digest);
        }
        else
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        }
        return BinaryPrimitives.ReadInt64LittleEndian(digest);
    }

    /// <summary>A message among those of all threads.</summary>
    public static long Of(ThreadId thread, MessageId message) => Of($"{thread.Value}{Separator}{message.Value}");

    /// <summary>What makes two messages the same: what was said and to what. A customer's new name is not among it.</summary>
    public static long Of(InboundMessage message) => Of(string.Concat(
        message.Content switch
        {
            TextContent text => "text" + Separator + text.Text,
            RatingContent { Comment: { } comment } rating =>
                string.Concat("rating", Separator.ToString(), $"{rating.Value}", Separator.ToString(), comment),
            RatingContent rating => "rating" + Separator + rating.Value,
            _ => throw new System.Diagnostics.UnreachableException(),
        },
        Separator.ToString(), message.InReplyTo?.Value));
}
