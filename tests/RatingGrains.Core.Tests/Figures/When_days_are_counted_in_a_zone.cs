using System.Globalization;

namespace RatingGrains.Figures;

/// <summary>Days are those of an IANA zone, by when the rating was given; daylight saving makes days of 23 and 25 hours.</summary>
public sealed class When_days_are_counted_in_a_zone
{
    [Theory]
    [InlineData("UTC", "2026-03-02T12:00Z", "2026-03-02T00:00Z", "2026-02-24T00:00Z", "2026-02-01T00:00Z")]
    [InlineData("UTC", "2026-03-02T00:00Z", "2026-03-02T00:00Z", "2026-02-24T00:00Z", "2026-02-01T00:00Z")]
    [InlineData("UTC", "2026-03-01T23:59:59.999Z", "2026-03-01T00:00Z", "2026-02-23T00:00Z", "2026-01-31T00:00Z")]
    [InlineData("Asia/Tokyo", "2026-03-02T15:00Z", "2026-03-02T15:00Z", "2026-02-24T15:00Z", "2026-02-01T15:00Z")]
    [InlineData("Asia/Kathmandu", "2026-03-02T12:00Z", "2026-03-01T18:15Z", "2026-02-23T18:15Z", "2026-01-31T18:15Z")]
    [InlineData("America/St_Johns", "2026-01-15T12:00Z", "2026-01-15T03:30Z", "2026-01-09T03:30Z", "2025-12-17T03:30Z")]
    public void periods_begin_at_midnight_there(string zone, string now, string today, string week, string month) =>
        Begin(zone, now, today, week, month);

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29T12:00Z", "2026-03-28T23:00Z", "2026-03-22T23:00Z", "2026-02-27T23:00Z")]
    [InlineData("Europe/Berlin", "2026-03-30T12:00Z", "2026-03-29T22:00Z", "2026-03-23T23:00Z", "2026-02-28T23:00Z")]
    public void the_day_that_loses_an_hour_has_23(string zone, string now, string today, string week, string month) =>
        Begin(zone, now, today, week, month);

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25T12:00Z", "2026-10-24T22:00Z", "2026-10-18T22:00Z", "2026-09-25T22:00Z")]
    [InlineData("Europe/Berlin", "2026-10-26T12:00Z", "2026-10-25T23:00Z", "2026-10-19T22:00Z", "2026-09-26T22:00Z")]
    public void the_day_that_gains_an_hour_has_25(string zone, string now, string today, string week, string month) =>
        Begin(zone, now, today, week, month);

    [Fact]
    public void where_the_clock_skips_midnight_the_day_begins_after_the_gap() =>
        Begin("Africa/Cairo", "2026-04-24T12:00Z", "2026-04-23T22:00Z", "2026-04-17T22:00Z", "2026-03-25T22:00Z");

    [Fact]
    public void where_midnight_comes_twice_the_day_begins_at_the_first() =>
        Begin("America/Havana", "2026-11-01T12:00Z", "2026-11-01T04:00Z", "2026-10-26T04:00Z", "2026-10-03T04:00Z");

    [Theory]
    [InlineData("Asia/Kolkata"), InlineData("Pacific/Chatham"), InlineData("Australia/Eucla"), InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Kiritimati"), InlineData("Pacific/Marquesas"), InlineData("Asia/Yangon"), InlineData("Etc/GMT+12")]
    public void the_oddest_zones_begin_their_days_at_a_quarter_of_an_hour(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        for (var now = At("2026-01-01T00:00Z"); now.Year == 2026; now += TimeSpan.FromHours(25))
        {
            var start = TimeZoneInfo.ConvertTime(Start(Periods.Of(zone, now).Today), zone);
            Assert.Equal(TimeSpan.Zero, start.TimeOfDay);
            Assert.Equal(TimeZoneInfo.ConvertTime(now, zone).Date, start.Date);
        }
    }

    [Fact]
    public void a_quarter_holds_what_happened_from_its_beginning_to_just_before_its_end()
    {
        var quarter = CellKey.QuarterOf(Noon);

        Assert.Equal(quarter, CellKey.QuarterOf(Noon + CellKey.Width - Moment));
        Assert.Equal(quarter + 1, CellKey.QuarterOf(Noon + CellKey.Width));
        Assert.Equal(quarter - 1, CellKey.QuarterOf(Noon - Moment));
        Assert.Equal(quarter, CellKey.QuarterOf(Noon.ToOffset(TimeSpan.FromHours(5.5))));
    }

    [Fact]
    public void a_clock_before_1970_is_not_mistaken_for_all_time() =>
        Assert.NotEqual(CellKey.AllTime, CellKey.QuarterOf(At("1969-12-31T23:50Z")));

    private static void Begin(string zone, string now, string today, string week, string month)
    {
        var periods = Periods.Of(TimeZoneInfo.FindSystemTimeZoneById(zone), At(now));

        Assert.Equal(
            (At(today), At(week), At(month)),
            (Start(periods.Today), Start(periods.Last7Days), Start(periods.Last30Days)));
    }

    private static DateTimeOffset Start(long quarter) => DateTimeOffset.UnixEpoch + quarter * CellKey.Width;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
