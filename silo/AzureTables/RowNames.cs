using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace RatingGrains.Silo.AzureTables;

/// <summary>Under which name a grain has its row. A key in an Azure table knows no <c>/ \ # ?</c>, and Orleans' storage
/// writes <c>_</c> for each of them: customers <c>a/b</c> and <c>a_b</c> would share a row, and read one another's.</summary>
internal static class RowNames
{
    /// <summary>The service takes 1 KiB, of two bytes a character, with the cluster and the kind of grain in it.</summary>
    private const int LengthMax = 256;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:|_-");

    /// <summary>The grain itself, or one whose key is a fingerprint where the key is long or has other characters. No plain
    /// key begins with <c>~</c>, so the two never meet.</summary>
    public static GrainId Of(GrainId grain)
    {
        var key = grain.Key.ToString()!;
        return key.Length <= LengthMax && !key.AsSpan().ContainsAnyExcept(Plain)
            ? grain
            : GrainId.Create(grain.Type, $"~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}");
    }
}
