namespace RatingGrains.Webhooks;

/// <summary>When a delivery that failed is tried again.</summary>
public static class Retries
{
    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>Whoever asks to be left alone for longer is asked again after this.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <summary>The next try: 5 s after the first, then twice as long each time, at most an hour, and never before the
    /// receiver wants it. Null: it has failed for long enough. What waited behind another has one try in any case.
    /// </summary>
    /// <param name="attempts">That have failed so far, this one among them.</param>
    /// <param name="since">When it was first to be sent.</param>
    /// <param name="pause">How long the receiver asked to be left alone.</param>
    public static DateTimeOffset? Next(
        int attempts, DateTimeOffset since, TimeSpan retryFor, TimeSpan? pause, DateTimeOffset now)
    {
        if (now - since >= retryFor)
            return null;
        var delay = Delay(attempts);
        if (pause > delay)
            delay = pause < LongestPause ? pause.Value : LongestPause;
        return now + delay;
    }

    public static TimeSpan Delay(int attempts)
    {
        var delay = FirstDelay * Math.Pow(2, Math.Min(attempts - 1, 16));
        return delay < LongestDelay ? delay : LongestDelay;
    }
}
