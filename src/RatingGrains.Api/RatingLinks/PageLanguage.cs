using System.Collections.Frozen;
using System.Text.Json;
using RatingGrains.Api.Channels;
using RatingGrains.Api.Http;

namespace RatingGrains.Api.RatingLinks;

/// <summary>The page's own words in one language. A language is a file in <c>RatingLinks/Words</c>.</summary>
/// <param name="Language">How the language calls itself.</param>
/// <param name="ChangeUntil">With <c>{0}</c> where the moment stands.</param>
internal sealed record PageWords(
    string Language, string OtherLanguages, string Like, string Dislike, string Hint, string Saved, string Given,
    string Comment, string SaveComment, string Change, string ChangeUntil, string ToLike, string ToDislike, string Final,
    string Choose, string CommentTooLong, string NotYet, string NotYetMore, string RunOut, string RunOutMore,
    string Unknown, string UnknownMore, string TooMany, string Unavailable, string ComeAgain);

/// <param name="IsChosen">Whether the address names it.</param>
internal sealed record PageLanguage(string Locale, bool IsChosen)
{
    public const string Parameter = "lang";

    private const string Folder = "Words/";
    private const string Extension = ".json";

    private static readonly FrozenDictionary<string, PageWords> ByLocale = Load().ToFrozenDictionary();

    public PageWords Words => ByLocale[Locale];

    /// <summary>All of them, in order, each with what it calls itself.</summary>
    public static IEnumerable<(string Locale, PageWords Words)> All { get; } =
        [.. ByLocale.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))];

    /// <summary>The one that the address names, else the conversation's, else one that the browser asks for.</summary>
    public static PageLanguage Of(HttpRequest request, string? channelsLocale)
    {
        if (request.Query[Parameter] is [{ } chosen] && ByLocale.ContainsKey(chosen))
            return new(chosen, true);
        if (channelsLocale is not null && ByLocale.ContainsKey(channelsLocale))
            return new(channelsLocale, false);
        var accepted = request.GetTypedHeaders().AcceptLanguage
            .Where(language => language.Quality is not 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant());
        return new(accepted.FirstOrDefault(ByLocale.ContainsKey) ?? DefaultTexts.FirstLocale, false);
    }

    private static IEnumerable<KeyValuePair<string, PageWords>> Load()
    {
        var assembly = typeof(PageLanguage).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return new(
                name[Folder.Length..^Extension.Length], JsonSerializer.Deserialize(stream, ApiJson.Default.PageWords)!);
        }
    }
}
