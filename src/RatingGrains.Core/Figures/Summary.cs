using System.Collections.Immutable;

namespace RatingGrains.Figures;

/// <summary>Ratings of a time, an agent or a channel, counted. Where there is nothing to count the figure is null.</summary>
/// <param name="Conversations">Finished conversations, by attribution.</param>
/// <param name="LikeShare">likes / (likes + dislikes), 0–1.</param>
/// <param name="LikeShareLow">Lower bound of its Wilson 95 % interval.</param>
/// <param name="LikeShareHigh">Upper bound of its Wilson 95 % interval.</param>
/// <param name="Stars">How many supervisors' ratings gave 1, 2, 3, 4 and 5 stars.</param>
/// <param name="StarsMean">Their mean, 1–5.</param>
public sealed record Figure(
    long Conversations,
    long Likes,
    long Dislikes,
    double? LikeShare,
    double? LikeShareLow,
    double? LikeShareHigh,
    ImmutableArray<long> Stars,
    double? StarsMean)
{
    public static Figure Of(in Counts counts)
    {
        var (likes, dislikes) = (counts[(int)FigureKind.Like], counts[(int)FigureKind.Dislike]);
        var interval = Wilson.Interval(likes, likes + dislikes);
        ImmutableArray<long> stars =
        [
            counts[(int)FigureKind.OneStar], counts[(int)FigureKind.TwoStars], counts[(int)FigureKind.ThreeStars],
            counts[(int)FigureKind.FourStars], counts[(int)FigureKind.FiveStars],
        ];
        long reviews = 0, sum = 0;
        for (var i = 0; i < stars.Length; i++)
        {
            reviews += stars[i];
            sum += stars[i] * (i + 1);
        }
        return new Figure(
            counts[(int)FigureKind.Conversation], likes, dislikes,
            likes + dislikes == 0 ? null : (double)likes / (likes + dislikes), interval?.Low, interval?.High,
            stars, reviews == 0 ? null : (double)sum / reviews);
    }
}

/// <summary>The score interval of a share (E. B. Wilson, 1927), which stays inside 0–1 and is honest about few votes.</summary>
public static class Wilson
{
    /// <summary>The 97.5 % point of the standard normal distribution, for a 95 % interval.</summary>
    public const double Z = 1.959964;

    /// <returns>Null where there is nothing to take a share of.</returns>
    public static (double Low, double High)? Interval(long successes, long total)
    {
        if (total == 0)
            return null;
        var share = (double)successes / total;
        var z2 = Z * Z / total;
        var centre = share + z2 / 2;
        var spread = Z * Math.Sqrt(share * (1 - share) / total + z2 / (4 * total));
        return (Math.Max(0, (centre - spread) / (1 + z2)), Math.Min(1, (centre + spread) / (1 + z2)));
    }
}

/// <summary>The periods of a summary in one time zone: today, the last 7 and the last 30 days (today among them).</summary>
public readonly record struct Periods(long Today, long Last7Days, long Last30Days)
{
    /// <summary>First quarters of the periods; days are those of <paramref name="zone"/>, daylight saving included.</summary>
    public static Periods Of(TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = TodayOf(zone, now);
        return new(
            Days.BeginOf(zone, today), Days.BeginOf(zone, today.AddDays(-6)), Days.BeginOf(zone, today.AddDays(-29)));
    }

    public static DateOnly TodayOf(TimeZoneInfo zone, DateTimeOffset now) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).Date);
}
