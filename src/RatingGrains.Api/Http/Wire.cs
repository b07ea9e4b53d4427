using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingGrains.Api.Http;

/// <summary>The names of an enum as they are on the wire: camelCase, exact.</summary>
internal static class Wire<TEnum> where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<string, TEnum> ByName =
        Enum.GetValues<TEnum>().ToFrozenDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<TEnum, string> ByValue =
        ByName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>All names, for people.</summary>
    public static string Names { get; } = string.Join(", ", Enum.GetValues<TEnum>().Select(value => ByValue[value]));

    public static bool TryParse(string text, out TEnum value) => ByName.TryGetValue(text, out value);

    public static string Name(TEnum value) => ByValue[value];
}

/// <summary>Lets a source-generated context write an enum by its wire name.</summary>
internal sealed class WireEnumConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
