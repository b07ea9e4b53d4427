using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Keys;

/// <summary>Tokens for those who have no key: signed, one conversation or one thread only, and they run out.
/// <c>rgt_</c> and the Base64url of: what it is for (1 byte), signing key (4), expiry in Unix seconds (8), subject,
/// HMAC-SHA256 of all that.</summary>
internal sealed class CustomerTokens(ISigningKeys keys)
{
    private const string Prefix = "rgt_";
    private const int HeadBytes = 13;
    private const int BytesMax = 2_048;
    private const char Separator = '\u001f';
    private const byte OfConversation = 1;
    private const byte OfThread = 2;
    private const byte OfConversationByAgent = 3;

    /// <param name="givenBy">The agent whose key asks for it; null for every other.</param>
    public string For(ConversationId conversation, AgentId? givenBy, DateTimeOffset expiresAt) => givenBy is { } agent
        ? Sign(OfConversationByAgent, conversation.Value + Separator + agent.Value, expiresAt)
        : Sign(OfConversation, conversation.Value, expiresAt);

    public string For(ThreadId thread, string? name, DateTimeOffset expiresAt) =>
        Sign(OfThread, name is null ? thread.Value : thread.Value + Separator + name, expiresAt);

    /// <returns>Null where it is none of ours, was changed, or has run out.</returns>
    public Caller? Read(ReadOnlySpan<char> token, DateTimeOffset now) =>
        Open(token) is { } opened && !opened.HasRunOut(now) ? opened.Caller : null;

    /// <returns>What it says, though it may have run out; null where it is none of ours or was changed.</returns>
    public OpenedToken? Open(ReadOnlySpan<char> token)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal) || token.Length > BytesMax)
            return null;
        Span<byte> bytes = stackalloc byte[BytesMax];
        var decoded = Base64Url.DecodeFromChars(token[Prefix.Length..], bytes, out _, out var length);
        if (decoded != OperationStatus.Done || length <= HeadBytes + HMACSHA256.HashSizeInBytes)
            return null;
        var signed = bytes[..(length - HMACSHA256.HashSizeInBytes)];
        if (!IsGenuine(signed, bytes[signed.Length..length]))
            return null;
        return CallerOf(signed[0], Encoding.UTF8.GetString(signed[HeadBytes..])) is { } caller
            ? new OpenedToken(caller, BinaryPrimitives.ReadInt64BigEndian(signed[5..]))
            : null;
    }

    private static Caller? CallerOf(byte kind, string subject)
    {
        var at = subject.IndexOf(Separator);
        return kind switch
        {
            OfConversation => new CustomerCaller(new ConversationId(subject), null),
            OfConversationByAgent when at > 0 =>
                new CustomerCaller(new ConversationId(subject[..at]), new AgentId(subject[(at + 1)..])),
            OfThread when at > 0 => new VisitorCaller(new ThreadId(subject[..at]), subject[(at + 1)..]),
            OfThread => new VisitorCaller(new ThreadId(subject), null),
            _ => null,
        };
    }

    private bool IsGenuine(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        var id = BinaryPrimitives.ReadInt32BigEndian(signed[1..]);
        foreach (var key in keys.Valid)
        {
            if (key.Id != id)
                continue;
            Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(key.Secret.AsSpan(), signed, expected);
            return CryptographicOperations.FixedTimeEquals(expected, signature);
        }
        return false;
    }

    private string Sign(byte kind, string subject, DateTimeOffset expiresAt)
    {
        var key = keys.Valid[0];
        var bytes = new byte[HeadBytes + Encoding.UTF8.GetByteCount(subject) + HMACSHA256.HashSizeInBytes];
        bytes[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), key.Id);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(5), expiresAt.ToUnixTimeSeconds());
        Encoding.UTF8.GetBytes(subject, bytes.AsSpan(HeadBytes));
        var signed = bytes.AsSpan(0, bytes.Length - HMACSHA256.HashSizeInBytes);
        HMACSHA256.HashData(key.Secret.AsSpan(), signed, bytes.AsSpan(signed.Length));
        return Prefix + Base64Url.EncodeToString(bytes);
    }
}

/// <param name="UntilUnixSeconds">The first second in which it is worth nothing.</param>
internal readonly record struct OpenedToken(Caller Caller, long UntilUnixSeconds)
{
    public bool HasRunOut(DateTimeOffset now) => UntilUnixSeconds <= now.ToUnixTimeSeconds();
}
