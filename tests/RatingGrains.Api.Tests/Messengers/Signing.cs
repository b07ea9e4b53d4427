using System.Security.Cryptography;
using System.Text;

namespace RatingGrains.Api.Messengers;

/// <summary>Signs as senders do.</summary>
internal static class Signing
{
    public static string Hex(string secret, string text) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
}

/// <summary>What a messenger posts to a hook: the raw body, and what it puts beside it.</summary>
internal sealed record HookPost(string Body, params (string Name, string Value)[] Headers);
