using System.Globalization;
using System.Text;

namespace RatingGrains.Api.Http;

/// <summary>Durations of ISO 8601 that mean the same everywhere: weeks, days, hours, minutes, seconds. Years and months
/// are refused, because their length depends on when one asks.</summary>
internal static class IsoDuration
{
    private const string DateUnits = "WD";
    private const string TimeUnits = "HMS";

    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        if (text is not ['P', .. var rest] || rest.IsEmpty || rest[^1] == 'T')
            return false;
        var total = 0m;
        var (units, from) = (DateUnits, 0);
        while (!rest.IsEmpty)
        {
            if (rest[0] == 'T')
            {
                if (units == TimeUnits)
                    return false;
                (units, from) = (TimeUnits, 0);
                rest = rest[1..];
                continue;
            }
            var length = rest.IndexOfAnyExcept("0123456789.");
            if (length < 1 || length > 12)
                return false;
            var unit = units.IndexOf(rest[length], from);
            if (unit < 0 || !TryReadNumber(rest[..length], rest[length] == 'S', out var number))
                return false;
            total += number * SecondsIn(rest[length]);
            from = unit + 1;
            rest = rest[(length + 1)..];
        }
        if (total > (decimal)TimeSpan.MaxValue.TotalSeconds / 2)
            return false;
        duration = TimeSpan.FromTicks((long)(total * TimeSpan.TicksPerSecond));
        return true;
    }

    public static string Format(TimeSpan duration)
    {
        var text = new StringBuilder("P");
        if (duration.Days > 0)
            text.Append(CultureInfo.InvariantCulture, $"{duration.Days}D");
        var rest = duration - TimeSpan.FromDays(duration.Days);
        if (rest == TimeSpan.Zero)
            return duration.Days > 0 ? text.ToString() : "PT0S";
        text.Append('T');
        if (rest.Hours > 0)
            text.Append(CultureInfo.InvariantCulture, $"{rest.Hours}H");
        if (rest.Minutes > 0)
            text.Append(CultureInfo.InvariantCulture, $"{rest.Minutes}M");
        var seconds = (decimal)(rest.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond;
        if (seconds > 0)
            text.Append(CultureInfo.InvariantCulture, $"{seconds:0.#######}S");
        return text.ToString();
    }

    private static bool TryReadNumber(ReadOnlySpan<char> digits, bool fraction, out decimal number)
    {
        var style = fraction ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
        return decimal.TryParse(digits, style, CultureInfo.InvariantCulture, out number);
    }

    private static decimal SecondsIn(char unit) => unit switch
    {
        'W' => 604_800,
        'D' => 86_400,
        'H' => 3_600,
        'M' => 60,
        _ => 1,
    };
}
