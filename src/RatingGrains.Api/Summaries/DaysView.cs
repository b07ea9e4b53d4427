using System.Collections.Immutable;
using RatingGrains.Channels;
using RatingGrains.Figures;
using RatingGrains.Ports;

namespace RatingGrains.Api.Summaries;

/// <summary>Figures day by day.</summary>
/// <param name="Zone">Whose days they are.</param>
/// <param name="At">The moment at which today is today.</param>
/// <param name="Days">Every day that was asked for, also where there was nothing to count.</param>
/// <param name="HiddenIn">Channels whose customers' ratings are hidden from the caller, and in no figure here.</param>
internal sealed record DaysView(
    string Zone,
    DateTimeOffset At,
    IReadOnlyList<DayView> Days,
    IReadOnlyList<ChannelId> HiddenIn,
    IReadOnlyDictionary<string, FigureDefinition> Definitions)
{
    public static DaysView From(
        DaysAsked asked, IReadOnlyList<FigureOfDay> figures, Func<ChannelId, bool> isHidden)
    {
        var days = asked.Days;
        var sums = new Counts[days.Count];
        foreach (var (channel, day, counts) in figures)
            sums[day].Add(isHidden(channel) ? counts.WithoutCustomers() : counts);
        return new DaysView(
            asked.Time.Zone.Id, asked.Time.Now,
            [.. sums.Select((sum, day) => DayView.Of(days[day], days.BeginOf(day), sum))],
            [.. figures.Select(figure => figure.Channel).Distinct().Where(isHidden)], FigureDefinition.All);
    }
}

/// <summary>The figure of one day; the next one begins where it ends, which need not be after 24 hours.</summary>
internal sealed record DayView(
    DateOnly Day,
    DateTimeOffset BeginsAt,
    long Conversations,
    long Likes,
    long Dislikes,
    double? LikeShare,
    double? LikeShareLow,
    double? LikeShareHigh,
    ImmutableArray<long> Stars,
    double? StarsMean)
{
    public static DayView Of(DateOnly day, DateTimeOffset beginsAt, in Counts counts)
    {
        var figure = Figure.Of(counts);
        return new(
            day, beginsAt, figure.Conversations, figure.Likes, figure.Dislikes, figure.LikeShare, figure.LikeShareLow,
            figure.LikeShareHigh, figure.Stars, figure.StarsMean);
    }
}
