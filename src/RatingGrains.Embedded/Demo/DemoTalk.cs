using System.Text.Json;

namespace RatingGrains.Embedded.Demo;

/// <summary>What people say in one language; a file each in <c>Talk</c>.</summary>
internal sealed record DemoTalk(
    string[] FirstNames,
    string[] LastNames,
    DemoTopic[] Topics,
    string Handover,
    string[] More,
    string[] Likes,
    string[] Dislikes,
    string[] Spam)
{
    public static DemoTalk In(string language) => Load<DemoTalk>(language);

    /// <summary>What supervisors write, by the stars they give; null where they write nothing.</summary>
    public static IReadOnlyDictionary<int, string?[]> Reviews() => Load<Dictionary<int, string?[]>>("reviews");

    private static T Load<T>(string name)
    {
        using var stream = typeof(DemoTalk).Assembly.GetManifestResourceStream($"Talk.{name}.json");
        return JsonSerializer.Deserialize<T>(stream!, JsonSerializerOptions.Web)!;
    }
}

/// <summary>One enquiry from question to solution.</summary>
internal sealed record DemoTopic(string Asks, string Answers, string Follows, string Solves);
