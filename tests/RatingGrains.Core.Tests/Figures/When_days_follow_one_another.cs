using System.Globalization;

namespace RatingGrains.Figures;

public sealed class When_days_follow_one_another
{
    [Theory]
    [InlineData("UTC", "2026-03-28", 96, 96, 96)]
    [InlineData("Europe/Berlin", "2026-03-28", 96, 92, 96)]
    [InlineData("Europe/Berlin", "2026-10-24", 96, 100, 96)]
    [InlineData("Australia/Lord_Howe", "2026-04-04", 96, 98, 96)]
    [InlineData("Africa/Cairo", "2026-04-23", 96, 92, 96)]
    [InlineData("America/Havana", "2026-10-31", 96, 100, 96)]
    public void each_has_the_quarters_that_it_has_there(string zone, string first, params int[] quarters)
    {
        var days = Of(zone, first, quarters.Length);

        for (var day = 0; day < days.Count; day++)
        {
            var end = day == days.Count - 1 ? days.End : QuarterOf(days, day + 1);
            Assert.Equal(quarters[day], end - QuarterOf(days, day));
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-20")]
    [InlineData("Europe/Berlin", "2026-10-20")]
    [InlineData("America/Havana", "2026-10-20")]
    public void every_quarter_is_of_the_day_that_a_clock_there_shows(string id, string first)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var days = Of(id, first, count: 20);

        for (var quarter = days.Begin; quarter < days.End; quarter++)
        {
            var there = TimeZoneInfo.ConvertTime(DateTimeOffset.UnixEpoch + quarter * CellKey.Width, zone);
            Assert.Equal(DateOnly.FromDateTime(there.DateTime), days[days.Find(quarter)]);
        }
    }

    [Fact]
    public void the_last_one_begins_where_the_summarys_today_does()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/St_Johns");
        var now = DateTimeOffset.Parse("2026-11-02T03:00Z", CultureInfo.InvariantCulture);
        var today = Periods.TodayOf(zone, now);

        var days = Days.Of(zone, today.AddDays(-29), today);

        Assert.Equal(30, days.Count);
        Assert.Equal(Periods.Of(zone, now).Last30Days, days.Begin);
        Assert.Equal(Periods.Of(zone, now).Today, QuarterOf(days, 29));
    }

    private static Days Of(string zone, string first, int count)
    {
        var day = DateOnly.Parse(first, CultureInfo.InvariantCulture);
        return Days.Of(TimeZoneInfo.FindSystemTimeZoneById(zone), day, day.AddDays(count - 1));
    }

    private static long QuarterOf(Days days, int day) => CellKey.QuarterOf(days.BeginOf(day));
}
