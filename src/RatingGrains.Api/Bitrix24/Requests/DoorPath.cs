using System.Globalization;

namespace RatingGrains.Api.Bitrix24.Requests;

/// <summary>What the path of a request says: <c>/rest/{user}/{code}/{method}</c> of a webhook, or
/// <c>/rest/{method}</c>. Slashes may be doubled or trail, the method is in any case, and a suffix names the form of the
/// answer.</summary>
/// <param name="User">The number of whose webhook it is; null where the proof is elsewhere.</param>
internal sealed record DoorPath(long? User, string? Code, string Method, bool AsXml)
{
    private const string JsonSuffix = ".json", XmlSuffix = ".xml";

    /// <param name="rest">What follows <c>/rest/</c>.</param>
    public static DoorPath Read(string? rest)
    {
        var steps = (rest ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (steps.Length > 0 && long.TryParse(steps[0], NumberStyles.None, CultureInfo.InvariantCulture, out var user))
            return Of(user, steps.Length > 1 ? steps[1] : "", steps.AsSpan(Math.Min(2, steps.Length)));
        return Of(null, null, steps);
    }

    private static DoorPath Of(long? user, string? code, ReadOnlySpan<string> method)
    {
        var name = string.Join('/', method!).ToLowerInvariant();
        var asXml = name.EndsWith(XmlSuffix, StringComparison.Ordinal);
        if (asXml)
            name = name[..^XmlSuffix.Length];
        else if (name.EndsWith(JsonSuffix, StringComparison.Ordinal))
            name = name[..^JsonSuffix.Length];
        return new DoorPath(user, code, name, asXml);
    }
}
