using System.Globalization;
using RatingGrains.Channels;

namespace RatingGrains.Api.Bitrix24.Answers;

/// <summary>How the original writes what JSON would have other forms for.</summary>
internal static class RestTexts
{
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Cut between characters as a person sees them, so that no half of one is left.</summary>
    public static string Cut(string text, int lengthMax) => ChannelRules.LengthAsSeen(text) <= lengthMax
        ? text
        : new StringInfo(text).SubstringByTextElements(0, lengthMax);

    public static string Of(bool flag) => flag ? "Y" : "N";
}
