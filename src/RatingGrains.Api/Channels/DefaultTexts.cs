using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using RatingGrains.Api.Http;
using RatingGrains.Channels;

namespace RatingGrains.Api.Channels;

/// <summary>What a channel says in a language where it has no words of its own. A language is a file in
/// <c>Channels/Texts</c>; nothing else names it.</summary>
internal sealed record DefaultTexts(RatingTexts Graphic, RatingTexts Text)
{
    public const string FirstLocale = "en";
    private const string Folder = "Texts/";
    private const string Extension = ".json";

    private static readonly FrozenDictionary<string, DefaultTexts> ByLocale = Load().ToFrozenDictionary();

    /// <summary>All locales, in order.</summary>
    public static IReadOnlyList<string> Locales { get; } = [.. ByLocale.Keys.Order(StringComparer.Ordinal)];

    public static bool TryFind(string locale, [NotNullWhen(true)] out DefaultTexts? texts) =>
        ByLocale.TryGetValue(locale, out texts);

    private static IEnumerable<KeyValuePair<string, DefaultTexts>> Load()
    {
        var assembly = typeof(DefaultTexts).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var texts = JsonSerializer.Deserialize(stream, ApiJson.Default.DefaultTexts)!;
            yield return new(name[Folder.Length..^Extension.Length], texts);
        }
    }
}
