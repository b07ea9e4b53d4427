using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RatingGrains.Connectors.Hooks;

/// <summary>Ways to show that one knows a secret. All take the same time for a wrong proof as for a right one.</summary>
internal static class Proof
{
    /// <summary>How old, and how far ahead, a signed time may be: clocks differ, and who overheard a request must not be able
    /// to repeat it for ever.</summary>
    private static readonly TimeSpan TimestampMax = TimeSpan.FromMinutes(5);

    /// <summary>The secret itself. Hashes have one length, so not even the secret's is told by the time this takes.</summary>
    public static bool IsSecret(string given, string secret) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>HMAC-SHA256 of the raw body, in hexadecimal digits of either case.</summary>
    public static bool IsSignature(ReadOnlySpan<char> given, string secret, ReadOnlySpan<byte> body) =>
        IsSignature(given, secret, "", body);

    /// <summary>HMAC-SHA256 of something, commonly <c>{timestamp}.</c>, and the raw body.</summary>
    public static bool IsSignature(ReadOnlySpan<char> given, string secret, string before, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(before));
        hmac.AppendData(body);
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        hmac.GetHashAndReset(expected);
        Span<byte> signature = stackalloc byte[SHA256.HashSizeInBytes];
        var isHex = given.Length == 2 * signature.Length
            && Convert.FromHexString(given, signature, out _, out _) == System.Buffers.OperationStatus.Done;
        return CryptographicOperations.FixedTimeEquals(signature, expected) & isHex;
    }

    /// <summary>HMAC-SHA256 of <c>{timestamp}.{raw body}</c>, made within the last five minutes.</summary>
    /// <param name="timestamp">Seconds since 1970, as sent.</param>
    public static bool IsTimedSignature(
        ReadOnlySpan<char> given, string secret, string timestamp, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= TimestampMax.TotalSeconds
        && IsSignature(given, secret, timestamp + ".", body);

    /// <summary>What stands behind <c>sha256=</c>; nothing where that is missing.</summary>
    public static ReadOnlySpan<char> AfterSha256(string header) =>
        header.StartsWith("sha256=", StringComparison.OrdinalIgnoreCase) ? header.AsSpan("sha256=".Length) : [];
}
