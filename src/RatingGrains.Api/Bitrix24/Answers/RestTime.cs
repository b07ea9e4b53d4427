using System.Globalization;
using System.Text.Json.Nodes;

namespace RatingGrains.Api.Bitrix24.Answers;

/// <summary>How long an answer took, as every client wants to be told.</summary>
internal static class RestTime
{
    private static readonly TimeSpan OperatingPeriod = TimeSpan.FromMinutes(10);

    public static JsonObject Between(DateTimeOffset start, DateTimeOffset finish) => new()
    {
        ["start"] = Seconds(start),
        ["finish"] = Seconds(finish),
        ["duration"] = (finish - start).TotalSeconds,
        ["processing"] = (finish - start).TotalSeconds,
        ["date_start"] = Text(start),
        ["date_finish"] = Text(finish),
        // Nothing is ever blocked for the time it has used.
        ["operating_reset_at"] = (start + OperatingPeriod).ToUnixTimeSeconds(),
        ["operating"] = 0,
    };

    public static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static double Seconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000.0;
}
