using System.Globalization;
using System.Text;

namespace RatingGrains.Sql;

/// <summary>Folds a text so that case and accents do not matter, for what is stored and for what is asked alike.</summary>
public static class SearchText
{
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        foreach (var c in StoredText.Clean(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(c));
        }
        return folded.ToString();
    }
}
