using System.Collections.Immutable;
using System.Text.Json;
using RatingGrains.Channels;
using RatingGrains.Kernel;

namespace RatingGrains.Api.Http;

/// <summary>One field of a body. Each method reads it as one kind of value; null is "absent, null, or not of this
/// kind", the last of which is reported.</summary>
internal readonly struct Field(Fields fields, string path, JsonElement value)
{
    /// <summary>Whether the field is there at all, with null or with a value.</summary>
    public bool IsPresent => value.ValueKind != JsonValueKind.Undefined;

    /// <summary>Whether it has a value, be it one of the right kind or not.</summary>
    public bool IsGiven => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public Field Required()
    {
        if (!IsGiven)
            Report("Required.");
        return this;
    }

    public void Report(string problem) => fields.ReportAt(path, problem);

    /// <summary>A text of at most so many characters, as a person would count them.</summary>
    public string? Text(int max, int min = 0)
    {
        if (!Is(JsonValueKind.String, "a text"))
            return null;
        var text = value.GetString()!;
        // A character as seen is at least one code unit, so short texts need no counting.
        if (text.Length > max && ChannelRules.LengthAsSeen(text) > max)
            Report($"At most {max} characters.");
        else if (text.Length < min)
            Report(min == 1 ? "Must not be empty." : $"At least {min} characters.");
        else
            return text;
        return null;
    }

    public TId? Id<TId>() where TId : struct, ITextId<TId>
    {
        if (!Is(JsonValueKind.String, "an id"))
            return null;
        if (TId.TryParse(value.GetString(), out var id))
            return id;
        Report("Not an id of this kind.");
        return null;
    }

    public bool? Flag()
    {
        if (IsGiven && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Report("Must be true or false.");
        else if (IsGiven)
            return value.GetBoolean();
        return null;
    }

    public long? WholeNumber(long min, long max)
    {
        if (!Is(JsonValueKind.Number, "a number"))
            return null;
        if (value.TryGetInt64(out var number) && number >= min && number <= max)
            return number;
        Report($"Must be a whole number from {min} to {max}.");
        return null;
    }

    public TimeSpan? Duration()
    {
        if (!Is(JsonValueKind.String, "a duration"))
            return null;
        if (IsoDuration.TryParse(value.GetString(), out var duration))
            return duration;
        Report("Must be an ISO 8601 duration like PT10M or P1D, without years and months.");
        return null;
    }

    public DateTimeOffset? Time()
    {
        if (!Is(JsonValueKind.String, "a time"))
            return null;
        if (Instant.TryParse(value.GetString()!, out var at))
            return at;
        Report("Must be an RFC 3339 time like 2026-01-31T08:00:00Z.");
        return null;
    }

    /// <summary>One of the enum's names, as they are on the wire.</summary>
    public TEnum? OneOf<TEnum>() where TEnum : struct, Enum
    {
        if (!Is(JsonValueKind.String, "a text"))
            return null;
        if (Wire<TEnum>.TryParse(value.GetString()!, out var found))
            return found;
        Report($"Must be one of {Wire<TEnum>.Names}.");
        return null;
    }

    public T? Object<T>(Func<Fields, T> read) where T : class =>
        Is(JsonValueKind.Object, "an object") ? fields.Read(path, value, read) : null;

    /// <summary>A list, each entry read by <paramref name="read"/>; broken ones are reported by their place.</summary>
    public ImmutableArray<T>? List<T>(int max, Func<Field, T?> read) where T : struct
    {
        if (!Is(JsonValueKind.Array, "a list"))
            return null;
        var count = value.GetArrayLength();
        if (count > max)
        {
            Report($"At most {max} entries.");
            return null;
        }
        var items = ImmutableArray.CreateBuilder<T>(count);
        foreach (var element in value.EnumerateArray())
        {
            var entry = new Field(fields, $"{path}[{items.Count}]", element);
            items.Add(read(entry.Required()) ?? default);
        }
        return items.MoveToImmutable();
    }

    private bool Is(JsonValueKind kind, string expected)
    {
        if (IsGiven && value.ValueKind != kind)
            Report($"Must be {expected}.");
        return value.ValueKind == kind;
    }
}
