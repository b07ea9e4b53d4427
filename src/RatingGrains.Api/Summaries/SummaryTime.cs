using RatingGrains.Api.Http;
using RatingGrains.Api.OpenApi;
using RatingGrains.Figures;

namespace RatingGrains.Api.Summaries;

/// <summary>Whose days, and which of them is today.</summary>
internal readonly record struct SummaryTime(TimeZoneInfo Zone, DateTimeOffset Now)
{
    private const string Parameter = "zone";
    private const int NameMax = 100;

    public static readonly QueryParameter Asked = new(Parameter, "IANA time zone whose days count; UTC where absent.");

    public Periods Periods => Periods.Of(Zone, Now);

    public DateOnly Today => Periods.TodayOf(Zone, Now);

    /// <summary>The zone of the query, UTC where it names none.</summary>
    public static SummaryTime Read(Query query, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.Utc;
        if (query.Text(Parameter) is { } name && !TryFind(name, out zone))
            query.Report(Parameter, "Must be an IANA time zone like Europe/Berlin.");
        return new SummaryTime(zone, now);
    }

    /// <summary>Only names of IANA: the system knows those of Windows too, which mean other things elsewhere.</summary>
    private static bool TryFind(string name, out TimeZoneInfo zone)
    {
        zone = TimeZoneInfo.Utc;
        if (name.Length > NameMax || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) || !found.HasIanaId)
            return false;
        zone = found;
        return true;
    }
}
