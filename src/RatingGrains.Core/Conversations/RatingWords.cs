using System.Buffers;
using System.Text;
using RatingGrains.Channels;

namespace RatingGrains.Conversations;

/// <summary>Finds a rating in what a customer typed. Deliberately narrow: "1 go" and "10" are not ratings.</summary>
public static class RatingWords
{
    /// <summary>Characters of a comment, as a person counts them.</summary>
    public const int CommentMax = 10_000;

    private const int VariationSelectorFirst = 0xFE00;
    private const int VariationSelectorLast = 0xFE0F;
    private const int SupplementFirst = 0xE0100;
    private const int SupplementLast = 0xE01EF;
    private const int KeycapMark = 0x20E3;
    private const int ThumbsUp = 0x1F44D;
    private const int ThumbsDown = 0x1F44E;
    private const int SkinToneFirst = 0x1F3FB;
    private const int SkinToneLast = 0x1F3FF;

    /// <param name="Comment">What followed the digit, where the channel takes comments there.</param>
    public readonly record struct Vote(RatingValue Value, string? Comment);

    /// <summary>The rating that the whole message is, or null: a decimal digit of any script with the value 1 or 0,
    /// optionally followed by one of <c>. !</c>, or a thumb. With <paramref name="trailingComment"/> also a digit,
    /// a space and a comment; what is too long for one is an ordinary message.</summary>
    public static Vote? Find(string text, bool trailingComment = false)
    {
        var rest = text.AsSpan().Trim();
        if (Take(ref rest) is not { } first)
            return null;

        if (first.Value is ThumbsUp or ThumbsDown)
        {
            var tone = rest;
            if (Take(ref tone) is { Value: >= SkinToneFirst and <= SkinToneLast })
                rest = tone;
            return Take(ref rest) is null ? Say(first.Value == ThumbsUp) : null;
        }

        if (!Rune.IsDigit(first) || Rune.GetNumericValue(first) is not (1 or 0))
            return null;
        var liked = Rune.GetNumericValue(first) == 1;
        if (Take(ref rest) is not { } second)
            return Say(liked);
        if (second.Value is '.' or '!')
            return Take(ref rest) is null ? Say(liked) : null;
        if (trailingComment && Rune.IsWhiteSpace(second))
        {
            var comment = rest.Trim().ToString();
            return comment.Length <= CommentMax || ChannelRules.LengthAsSeen(comment) <= CommentMax
                ? Say(liked, comment)
                : null;
        }
        return null;
    }

    private static Vote Say(bool liked, string? comment = null) =>
        new(liked ? RatingValue.Like : RatingValue.Dislike, string.IsNullOrEmpty(comment) ? null : comment);

    /// <summary>The next character that means something: variation selectors and keycap marks only say how it looks.</summary>
    private static Rune? Take(ref ReadOnlySpan<char> rest)
    {
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done)
                rune = Rune.ReplacementChar;
            rest = rest[length..];
            var decoration = rune.Value is KeycapMark or (>= VariationSelectorFirst and <= VariationSelectorLast)
                or (>= SupplementFirst and <= SupplementLast);
            if (!decoration)
                return rune;
        }
        return null;
    }
}
