using System.Globalization;

namespace RatingGrains.Connectors.Telegram;

/// <summary>Shortens and splits texts without tearing what a person sees as one character.</summary>
internal static class Words
{
    /// <summary>Telegram takes no longer message.</summary>
    public const int MessageMax = 4096;

    public static string Cut(string text, int max) => text.Length <= max ? text : text[..Boundary(text, max)];

    /// <summary>Parts of at most <see cref="MessageMax"/>, cut at the end of a line or word where there is one; none
    /// where there is nothing to read.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var parts = new List<string>(1);
        var rest = text.AsSpan().Trim();
        while (rest.Length > MessageMax)
        {
            var end = EndOfPart(rest);
            parts.Add(rest[..end].TrimEnd().ToString());
            rest = rest[end..].TrimStart();
        }
        if (!rest.IsEmpty)
            parts.Add(rest.ToString());
        return parts;
    }

    private static int EndOfPart(ReadOnlySpan<char> rest)
    {
        var part = rest[..MessageMax];
        foreach (var mark in "\n ")
        {
            var end = part.LastIndexOf(mark);
            if (end > MessageMax / 2)
                return end;
        }
        return Boundary(rest, MessageMax);
    }

    /// <summary>The end of the last whole character within the first <paramref name="max"/> code units.</summary>
    private static int Boundary(ReadOnlySpan<char> text, int max)
    {
        var end = 0;
        while (end < text.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(text[end..]);
            if (next > max)
                break;
            end = next;
        }
        if (end > 0)
            return end;

        // One endless character: at least its code points stay whole.
        return char.IsHighSurrogate(text[max - 1]) ? max - 1 : max;
    }
}
