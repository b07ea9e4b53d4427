using RatingGrains.Api.Http;
using RatingGrains.Api.OpenApi;
using RatingGrains.Figures;

namespace RatingGrains.Api.Summaries;

/// <summary>Which days were asked for, and of which time zone.</summary>
internal sealed record DaysAsked(SummaryTime Time, Days Days)
{
    /// <summary>Today among them.</summary>
    private const int UsualCount = 30;

    public static readonly QueryParameter From = new(
        "from", "The first day; where absent, 29 days before the last one.", "date");

    public static readonly QueryParameter To = new(
        "to", $"The last day, itself included; today where absent. At most {Days.CountMax} days.", "date");

    /// <returns>Null where the query has a problem.</returns>
    public static DaysAsked? Read(Query query, DateTimeOffset now)
    {
        var time = SummaryTime.Read(query, now);
        var last = query.Day("to") ?? time.Today;
        var first = query.Day("from") ?? last.AddDays(1 - UsualCount);
        if (first > last)
            query.Report("from", "Must not be after to, which is today where absent.");
        if (last.DayNumber - first.DayNumber >= Days.CountMax)
            query.Report("from", $"At most {Days.CountMax} days at once.");
        query.RefuseUnknown();
        return query.Problem is null ? new DaysAsked(time, Days.Of(time.Zone, first, last)) : null;
    }
}
