namespace RatingGrains.Simulation;

/// <summary>How often things go wrong: once in so many times, and with 0 never. Each seed has weather of its own, because
/// where everything fails all the time little gets far enough to go wrong.</summary>
internal sealed class Weather(Chance chance)
{
    public int WriteFails { get; private set; } = chance.Of(0, 15, 50, 200);

    public int Crash { get; private set; } = chance.Of(0, 20, 80);

    /// <summary>All that is under way dies with the process, not one piece of work.</summary>
    public int PowerCut { get; private set; } = chance.Of(0, 300, 1000);

    public int ReplyIsLost { get; private set; } = chance.Of(3, 12, 60);

    public int MessengerFails { get; private set; } = chance.Of(0, 2, 4, 20);

    public int ArrivesTwice { get; private set; } = chance.Of(0, 4, 20);

    /// <summary>Nothing goes wrong any more.</summary>
    public void Calm() => WriteFails = Crash = PowerCut = ReplyIsLost = MessengerFails = ArrivesTwice = 0;
}

/// <summary>The clock of the host jumps, forward and back; time as the shell tells it never goes back.</summary>
internal sealed class Clock(Chance chance)
{
    private static readonly TimeSpan[] Jumps =
    [
        TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7),
        TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(2), AfterFinish, TimeSpan.FromMinutes(-3), TimeSpan.FromHours(1), AfterSilence, Window,
        TimeSpan.FromHours(-5),
    ];

    private DateTimeOffset _host = Noon;

    public DateTimeOffset Now { get; private set; } = Noon;

    /// <summary>Short jumps are common and long ones are rare.</summary>
    public void Jump() => Set(_host + Jumps[Math.Min(chance.Below(Jumps.Length), chance.Below(Jumps.Length))]);

    public void Set(DateTimeOffset host)
    {
        _host = host;
        if (host > Now)
            Now = host;
    }
}
