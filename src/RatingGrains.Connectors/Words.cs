using System.Globalization;

namespace RatingGrains.Connectors;

/// <summary>Shortens and splits texts without tearing what a person sees as one character.</summary>
internal static class Words
{
    /// <summary>What a customer's message and name may have at most here; what is longer is cut, not refused.</summary>
    public const int TextMax = 20_000;

    public const int NameMax = 200;

    public static string Cut(string text, int max) => text.Length <= max ? text : text[..Boundary(text, max)];

    /// <summary>A name to show; null where there is none.</summary>
    public static string? Name(string? name) => string.IsNullOrWhiteSpace(name) ? null : Cut(name.Trim(), NameMax);

    /// <summary>Parts of at most <paramref name="max"/> code units, cut at the end of a line or word where there is one;
    /// none where there is nothing to read.</summary>
    public static IReadOnlyList<string> Split(string text, int max)
    {
        var parts = new List<string>(1);
        var rest = text.AsSpan().Trim();
        while (rest.Length > max)
        {
            var end = EndOfPart(rest, max);
            parts.Add(rest[..end].TrimEnd().ToString());
            rest = rest[end..].TrimStart();
        }
        if (!rest.IsEmpty)
            parts.Add(rest.ToString());
        return parts;
    }

    private static int EndOfPart(ReadOnlySpan<char> rest, int max)
    {
        var part = rest[..max];
        foreach (var mark in "\n ")
        {
            var end = part.LastIndexOf(mark);
            if (end > max / 2)
                return end;
        }
        return Boundary(rest, max);
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
