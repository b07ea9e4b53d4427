using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using RatingGrains.Channels;
using RatingGrains.Threads;

namespace RatingGrains.Connectors;

/// <summary>Ids as messengers give them, taken as ours where they fit.</summary>
internal static class ForeignIds
{
    /// <summary>The messenger's name for a message. Null where there is none.</summary>
    public static MessageId? Message(string? id) => string.IsNullOrEmpty(id) ? null : Named(id);

    /// <summary>A name of a message; one that is longer than ours may be, or has what ours may not have, goes by its
    /// hash.</summary>
    public static MessageId Named(string id) => MessageId.TryParse(id, out var known)
        ? known
        : MessageId.Parse("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))));

    /// <summary>A dialogue with one person, which has the person's id.</summary>
    public static bool TryThread(
        ConnectorId connector, ChannelId channel, [NotNullWhen(true)] string? person, out ThreadId thread)
    {
        if (!ChatId.TryParse(person, out var chat) || !CustomerId.TryParse(person, out var customer))
        {
            thread = default;
            return false;
        }
        thread = ThreadId.Of(connector, channel, chat, customer);
        return true;
    }
}
