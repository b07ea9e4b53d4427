using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingGrains.Kernel;

/// <summary>An id that is text on the wire and a type of its own in code.</summary>
public interface ITextId<TSelf> where TSelf : struct, ITextId<TSelf>
{
    string Value { get; }

    static abstract bool TryParse([NotNullWhen(true)] string? text, out TSelf id);
}

/// <summary>The two alphabets of ids: ours, and those that other systems give us.</summary>
public static class TextIdRules
{
    /// <summary>Our own ids: 1–64 characters of <c>A–Z a–z 0–9 . _ : -</c>, case-sensitive.</summary>
    public static bool IsOurs([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: >= 1 and <= 64 })
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or ':' or '-'))
                return false;
        }
        return true;
    }

    /// <summary>Ids of others: 1–256 characters without control characters. They are made only by reading them, because
    /// others choose them, and a snapshot that kept one that is not valid could not be read again.</summary>
    public static bool IsForeign([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: >= 1 and <= 256 })
            return false;
        foreach (var c in text)
        {
            if (char.IsControl(c))
                return false;
        }
        return true;
    }

    /// <summary>Reads an id, or says which kind of id the text is not.</summary>
    /// <exception cref="FormatException">The text is not an id of this kind.</exception>
    public static TId Parse<TId>(string text) where TId : struct, ITextId<TId> =>
        TId.TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a valid {typeof(TId).Name}.");
}

/// <summary>Writes an id as its text, as a value and as a key of a dictionary.</summary>
public sealed class TextIdJsonConverter<TId> : JsonConverter<TId> where TId : struct, ITextId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException($"Not a {typeof(TId).Name}.");

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);
}
