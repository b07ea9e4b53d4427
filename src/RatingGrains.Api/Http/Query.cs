using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using RatingGrains.Kernel;

namespace RatingGrains.Api.Http;

/// <summary>The query of a URL. What is broken is gathered in <see cref="Problem"/>, as a body's fields are.</summary>
internal sealed class Query
{
    public const int LimitMax = 200;
    public const int LimitDefault = 50;

    private const int FirstYear = 1970;
    private const int LastYear = 9998;

    private readonly IQueryCollection _query;
    private readonly FieldErrors _errors = new();
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private Query(IQueryCollection query) => _query = query;

    /// <summary>Null where everything that was read so far is as it must be.</summary>
    public Problem? Problem => _errors.Any ? Problem.Invalid(_errors) : null;

    public static ValueTask<Query> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(new Query(context.Request.Query));

    public void Report(string name, string problem) => _errors.Add(name, problem);

    /// <summary>A parameter that was not asked for is a filter that would silently not apply.</summary>
    public void RefuseUnknown()
    {
        foreach (var name in _query.Keys)
        {
            if (!_asked.Contains(name))
                Report(name, "Unknown parameter.");
        }
    }

    public string? Text(string name)
    {
        _asked.Add(name);
        var values = _query[name];
        if (values.Count > 1)
            Report(name, "Given more than once.");
        return values.Count == 1 && values[0] is { Length: > 0 } text ? text : null;
    }

    public int Limit() => (int)(WholeNumber("limit", 1, LimitMax) ?? LimitDefault);

    public long? WholeNumber(string name, long min, long max)
    {
        if (Text(name) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
            return number;
        Report(name, $"Must be a whole number from {min} to {max}.");
        return null;
    }

    public bool Flag(string name)
    {
        var text = Text(name);
        if (text is not (null or "true" or "false"))
            Report(name, "Must be true or false.");
        return text == "true";
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        // A plus that nobody escaped arrives as a space.
        if (Instant.TryParse(text.Replace(' ', '+'), out var at))
            return at;
        Report(name, "Must be an RFC 3339 time like 2026-01-31T08:00:00Z.");
        return null;
    }

    /// <summary>A day of the calendar, in years whose days every time zone can place.</summary>
    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= FirstYear and <= LastYear)
            return day;
        Report(name, "Must be a day like 2026-01-31.");
        return null;
    }

    /// <summary>The position that <c>cursor</c> stands for; null for the first page.</summary>
    public string? After(string name = "cursor")
    {
        if (Text(name) is not { } text)
            return null;
        if (Cursor.TryRead(text, out var position))
            return position;
        Report(name, "Not a cursor that was given here.");
        return null;
    }

    /// <summary>A number that <c>cursor</c> stands for; <paramref name="first"/> for the first page.</summary>
    public long After(string name, long first)
    {
        if (After(name) is not { } position)
            return first;
        if (long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        Report(name, "Not a cursor that was given here.");
        return first;
    }

    /// <summary>Several values, given as <c>a,b</c> or by repeating the parameter.</summary>
    public ImmutableArray<T> Several<T>(string name, Func<string, T?> read, string expected) where T : struct
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var text in Texts(name))
        {
            if (read(text) is { } value)
                values.Add(value);
            else
                Report(name, $"Must be {expected}.");
        }
        return values.DrainToImmutable();
    }

    public ImmutableArray<TId> Ids<TId>(string name) where TId : struct, ITextId<TId> =>
        Several<TId>(name, static text => TId.TryParse(text, out var id) ? id : null, "ids");

    public ImmutableArray<TEnum> OneOf<TEnum>(string name) where TEnum : struct, Enum =>
        Several<TEnum>(
            name, static text => Wire<TEnum>.TryParse(text, out var value) ? value : null, $"of {Wire<TEnum>.Names}");

    private IEnumerable<string> Texts(string name)
    {
        _asked.Add(name);
        foreach (var value in _query[name])
        {
            foreach (var text in (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
                yield return text;
        }
    }
}
