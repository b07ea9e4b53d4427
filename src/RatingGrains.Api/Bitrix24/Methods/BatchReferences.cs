using System.Text.RegularExpressions;
using RatingGrains.Api.Bitrix24.Requests;

namespace RatingGrains.Api.Bitrix24.Methods;

/// <summary>Puts answers of earlier commands where a later one names them: <c>$result[key][field][0]</c>. A value that is
/// nothing but one reference becomes what it names, whatever that is; inside a longer text only texts and numbers take its
/// place. What is not there is nothing: the original would go on with whatever it found on the way.</summary>
internal static partial class BatchReferences
{
    public static Parameter Resolve(Parameter value, Parameter known)
    {
        if (value.IsBranch)
        {
            var resolved = Parameter.Branch();
            foreach (var (name, child) in value.Children)
                resolved.With(name, Resolve(child, known));
            return resolved;
        }
        if (value.Text is not { } text || !text.Contains('$'))
            return value;
        if (Reference().Match(text) is { Success: true } only && only.Length == text.Length)
            return Find(only, known);
        return Parameter.Of(Reference().Replace(text, match => Find(match, known).Text ?? ""));
    }

    private static Parameter Find(Match reference, Parameter known)
    {
        var found = known[reference.Groups["root"].Value];
        foreach (Capture step in reference.Groups["step"].Captures)
            found = found[step.Value];
        return found;
    }

    [GeneratedRegex(@"\$(?<root>result|error|total|next|time)(\[(?<step>[^\[\]\s]*)\])+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
