using System.Globalization;
using System.Text;

namespace RatingGrains.Channels;

/// <summary>The rules that settings must keep, each broken one named by its field.</summary>
public static class ChannelRules
{
    public const int NameMax = 200;
    public const int AgentsMax = 10_000;
    public const int GraphicPhraseMax = 100;
    public const int TextPhraseMax = 20_000;
    public const int OriginsMax = 100;
    public static readonly TimeSpan LongestDuration = TimeSpan.FromDays(400);

    public static IEnumerable<(string Field, string Problem)> Check(ChannelSettings settings)
    {
        if (settings.Agents.Length > AgentsMax)
            yield return ("agents", $"At most {AgentsMax} agents.");
        if (settings.Rating.Window is { } window && (window <= TimeSpan.Zero || window > LongestDuration))
            yield return ("rating.window", "Must be longer than nothing and at most 400 days, or null.");
        if (settings.Closing.AfterFinish < TimeSpan.Zero || settings.Closing.AfterFinish > LongestDuration)
            yield return ("closing.afterFinish", "Must be from nothing to 400 days.");
        if (settings.Closing.AfterSilence is { } silence && (silence <= TimeSpan.Zero || silence > LongestDuration))
            yield return ("closing.afterSilence", "Must be longer than nothing and at most 400 days, or null.");
        if (settings.Origins.Length > OriginsMax)
            yield return ("origins", $"At most {OriginsMax} origins.");
        foreach (var (field, text) in Phrases("rating.graphic", settings.Rating.Graphic))
        {
            if (LengthAsSeen(text) > GraphicPhraseMax)
                yield return (field, $"At most {GraphicPhraseMax} characters, as a person counts them.");
        }
        foreach (var (field, text) in Phrases("rating.text", settings.Rating.Text))
        {
            if (LengthAsSeen(text) > TextPhraseMax)
                yield return (field, $"At most {TextPhraseMax} characters.");
        }
        if (!StandsAlone(settings.Rating.Text.Request, '1') || !StandsAlone(settings.Rating.Text.Request, '0'))
            yield return ("rating.text.request", "Must hold the digits 1 and 0, each standing alone.");
    }

    /// <summary>The length of a text as a person would count it: grapheme clusters, not code units.</summary>
    public static int LengthAsSeen(string text)
    {
        if (Ascii.IsValid(text))
            return text.Length - text.AsSpan().Count("\r\n");
        return new StringInfo(text).LengthInTextElements;
    }

    private static IEnumerable<(string Field, string Text)> Phrases(string prefix, RatingTexts texts) =>
    [
        ($"{prefix}.request", texts.Request), ($"{prefix}.liked", texts.Liked),
        ($"{prefix}.disliked", texts.Disliked), ($"{prefix}.tooLate", texts.TooLate),
    ];

    /// <summary>Whether the digit is there with no letter or digit at either side, so that a customer sees what to type.</summary>
    private static bool StandsAlone(string text, char digit)
    {
        for (var at = text.IndexOf(digit); at >= 0; at = text.IndexOf(digit, at + 1))
        {
            var free = (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (at == text.Length - 1 || !char.IsLetterOrDigit(text[at + 1]));
            if (free)
                return true;
        }
        return false;
    }
}
