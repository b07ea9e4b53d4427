using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RatingGrains.Ports;

namespace RatingGrains.Api.Keys;

/// <summary>What a browser shows instead of a key: it names the key, runs out, and is signed, so that it holds on every
/// silo and nobody can make one. A key that was deleted takes its tickets with it.</summary>
internal sealed class OperatorTickets(IKeyStore keys, ISigningKeys signing, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public string For(ApiKey key)
    {
        var named = string.Create(
            CultureInfo.InvariantCulture, $"{(clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds()}.{key.Id}");
        return $"{Sign(signing.Valid[0], named)}.{named}";
    }

    /// <returns>Null where it is none of ours, has run out, or its key is gone.</returns>
    public KeyCaller? Read(string? ticket)
    {
        if (ticket?.Split('.', 3) is not [var signature, var expires, var id]
            || !long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return null;
        var now = clock.GetUtcNow();
        if (seconds <= now.ToUnixTimeSeconds() || !IsGenuine(signature, $"{expires}.{id}"))
            return null;
        var key = keys.All.FirstOrDefault(key => key.Id == id);
        return key is null || key.ExpiresAt <= now ? null : new KeyCaller(key);
    }

    private bool IsGenuine(string signature, string named)
    {
        foreach (var key in signing.Valid)
        {
            if (CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Sign(key, named))))
                return true;
        }
        return false;
    }

    /// <summary>Begins like no customer's token, which the same keys sign.</summary>
    private static string Sign(SigningKey key, string named) => Base64Url.EncodeToString(
        HMACSHA256.HashData(key.Secret.AsSpan(), Encoding.UTF8.GetBytes("operator " + named)));
}
