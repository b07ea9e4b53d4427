using System.Security.Cryptography;
using System.Text;
using RatingGrains.Ports;

namespace RatingGrains.Api.Keys;

/// <summary>Finds out who a bearer token stands for.</summary>
internal sealed class Bearer(IKeyStore keys, CustomerTokens tokens, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    private const int LengthMax = 4_096;

    /// <returns>Null where the token is missing, unknown, forged or expired.</returns>
    public Caller? Find(HttpRequest request)
    {
        var token = TokenOf(request, LengthMax);
        if (token.IsEmpty)
            return null;
        var now = clock.GetUtcNow();
        return tokens.Read(token, now) ?? FindKey(token, now);
    }

    /// <returns>What the request's one header bears; empty where there is none, or more than one, or one as long as
    /// <paramref name="lengthMax"/>.</returns>
    public static ReadOnlySpan<char> TokenOf(HttpRequest request, int lengthMax) =>
        request.Headers.Authorization is [{ } header] && header.Length < lengthMax
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header.AsSpan(Scheme.Length).Trim()
            : [];

    /// <summary>Whether what a request came in with is still good: it may have been deleted since, or have run out.
    /// What the sign-in provider vouched for only runs out.</summary>
    public bool StillHolds(HttpContext context) => Caller.Of(context) is PersonCaller person
        ? clock.GetUtcNow() < person.Key.ExpiresAt
        : Find(context.Request) is not null;

    public static byte[] Hash(ReadOnlySpan<char> key)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        Hash(key, hash);
        return hash;
    }

    /// <returns>Null where the key is unknown or expired.</returns>
    public KeyCaller? FindKey(ReadOnlySpan<char> key) => FindKey(key, clock.GetUtcNow());

    private KeyCaller? FindKey(ReadOnlySpan<char> token, DateTimeOffset now)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(token, hash);
        if (keys.Find(hash) is not { } key || key.ExpiresAt <= now)
            return null;
        keys.Touch(key.Id, now);
        return new KeyCaller(key);
    }

    private static void Hash(ReadOnlySpan<char> key, Span<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[key.Length <= 256 ? Encoding.UTF8.GetMaxByteCount(key.Length) : 0];
        if (bytes.IsEmpty)
            SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString()), hash);
        else
            SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
    }
}
