using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace RatingGrains.Api.Http;

/// <summary>Where a page ended, as an opaque text that needs no escaping in a URL.</summary>
internal static class Cursor
{
    private const int LengthMax = 2_000;

    public static string Write(string position) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(position));

    public static bool TryRead(string cursor, [NotNullWhen(true)] out string? position)
    {
        position = null;
        if (cursor.Length is 0 or > LengthMax || !Base64Url.IsValid(cursor))
            return false;
        position = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return true;
    }
}
