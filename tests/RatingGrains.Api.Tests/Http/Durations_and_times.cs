namespace RatingGrains.Api.Http;

public sealed class Durations_and_times
{
    [Theory]
    [InlineData("PT10M", "00:10:00", "PT10M")]
    [InlineData("P1D", "1.00:00:00", "P1D")]
    [InlineData("P2W", "14.00:00:00", "P14D")]
    [InlineData("P1DT2H3M4.5S", "1.02:03:04.5", "P1DT2H3M4.5S")]
    [InlineData("PT36H", "1.12:00:00", "P1DT12H")]
    [InlineData("PT0S", "00:00:00", "PT0S")]
    public void a_duration_is_read_and_written(string text, string expected, string written)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.Parse(expected), duration);
        Assert.Equal(written, IsoDuration.Format(duration));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P1Y")]
    [InlineData("P1M")]
    [InlineData("-P1D")]
    [InlineData("P-1D")]
    [InlineData("PT1D")]
    [InlineData("P1H")]
    [InlineData("PT1M1H")]
    [InlineData("PT1M1M")]
    [InlineData("PT1.5M")]
    [InlineData("PT.S")]
    [InlineData("PT1TT1S")]
    [InlineData("pt10m")]
    [InlineData("10")]
    [InlineData("PT1,5S")]
    [InlineData("P999999999999D")]
    public void what_is_no_duration_is_refused(string text) => Assert.False(IsoDuration.TryParse(text, out _));

    [Theory]
    [InlineData("2026-01-31T08:00:00Z")]
    [InlineData("2026-01-31t08:00:00.123456z")]
    [InlineData("2026-01-31T09:00:00+01:00")]
    [InlineData("2026-01-30T22:00:00-10:00")]
    public void a_time_is_read(string text)
    {
        Assert.True(Instant.TryParse(text, out var at));
        var eight = new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);
        Assert.InRange(at, eight, eight.AddMilliseconds(999));
    }

    [Theory]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T08:00:00")]
    [InlineData("2026-01-31T08:00Z")]
    [InlineData("2026-02-30T08:00:00Z")]
    [InlineData("2026-01-31 08:00:00Z")]
    [InlineData("2026-01-31T08:00:00+1")]
    [InlineData("1769846400")]
    public void what_is_no_time_is_refused(string text) => Assert.False(Instant.TryParse(text, out _));
}
