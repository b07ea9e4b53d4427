using System.Collections.Immutable;

namespace RatingGrains.Figures;

/// <summary>Days of a time zone, one after the other, as quarters of an hour: each ends where the next one begins,
/// after 23 or 25 hours where the clock is changed.</summary>
public sealed class Days
{
    /// <summary>Days that may be asked for at once: a quarter of a year.</summary>
    public const int CountMax = 92;

    private readonly DateOnly _first;

    /// <summary>Where each day begins, and where the last one ends.</summary>
    private readonly ImmutableArray<long> _begins;

    private Days(DateOnly first, ImmutableArray<long> begins) => (_first, _begins) = (first, begins);

    public int Count => _begins.Length - 1;

    /// <summary>The first quarter of all…</summary>
    public long Begin => _begins[0];

    /// <summary>… and the first one after them.</summary>
    public long End => _begins[^1];

    public DateOnly this[int day] => _first.AddDays(day);

    public static Days Of(TimeZoneInfo zone, DateOnly first, DateOnly last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        var count = last.DayNumber - first.DayNumber + 1;
        return new Days(first, [.. Enumerable.Range(0, count + 1).Select(day => BeginOf(zone, first.AddDays(day)))]);
    }

    public DateTimeOffset BeginOf(int day) => DateTimeOffset.UnixEpoch + _begins[day] * CellKey.Width;

    /// <summary>Which of the days a quarter between <see cref="Begin"/> and <see cref="End"/> is of.</summary>
    public int Find(long quarter)
    {
        var day = 0;
        while (day < Count - 1 && _begins[day + 1] <= quarter)
            day++;
        return day;
    }

    /// <summary>The first quarter of a local day: midnight, or where the clock skips midnight, what comes after it.
    /// </summary>
    internal static long BeginOf(TimeZoneInfo zone, DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
            local += CellKey.Width;
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return CellKey.QuarterOf(new DateTimeOffset(local, offset));
    }
}
