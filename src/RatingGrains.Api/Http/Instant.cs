using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingGrains.Api.Http;

/// <summary>Times of RFC 3339: a date, a time and an offset, none of them left out.</summary>
internal static class Instant
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    /// <summary>A tick has seven digits; some send nine, of which those behind say nothing here.</summary>
    private const int FractionDigitsMax = 7;

    public static bool TryParse(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParseExact(
            CutFraction(text.ToUpperInvariant()), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out at);

    private static string CutFraction(string text)
    {
        var fraction = text.IndexOf('.') + 1;
        var digits = fraction == 0 ? 0 : text.AsSpan(fraction).IndexOfAnyExceptInRange('0', '9');
        return digits > FractionDigitsMax
            ? text.Remove(fraction + FractionDigitsMax, digits - FractionDigitsMax)
            : text;
    }
}

/// <summary>Written in UTC to the millisecond, which is what is stored.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        var ticks = value.UtcTicks;
        writer.WriteStringValue(new DateTime(ticks - ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc));
    }
}

internal sealed class IsoDurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IsoDuration.TryParse(reader.GetString(), out var duration)
            ? duration
            : throw new JsonException("Not a duration.");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(IsoDuration.Format(value));
}
