using RatingGrains.Embedded.Storage;

namespace RatingGrains.Embedded.Engine;

/// <summary>Knows when the next conversation wants to be woken, from the indexed column; sets one timer for it.</summary>
internal sealed class Alarm : IDisposable
{
    /// <summary>Conversations woken in one batch; the rest come in the next.</summary>
    private const int DueMax = 1000;

    /// <summary>How long a store that failed is left alone before what is due is tried again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    /// <summary>Timers count whole milliseconds and may ring a little early.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _time;
    private readonly Statement _deadlines;
    private readonly Statement _nextDeadline;
    private readonly Statement _sends;
    private readonly Statement _nextSend;
    private readonly ITimer _timer;
    private DateTimeOffset _wakeAt = DateTimeOffset.MinValue;

    public Alarm(Database database, TimeProvider time, Action ring)
    {
        _time = time;
        _deadlines = new Statement(
            database.Writer, "SELECT id FROM conversation_actor WHERE wake_at <= ? ORDER BY wake_at LIMIT ?");
        _nextDeadline = new Statement(
            database.Writer, "SELECT wake_at FROM conversation_actor WHERE wake_at > ? ORDER BY wake_at LIMIT 1");
        _sends = new Statement(
            database.Writer, "SELECT id FROM conversation_actor WHERE send_at <= ? ORDER BY send_at LIMIT ?");
        _nextSend = new Statement(
            database.Writer, "SELECT send_at FROM conversation_actor WHERE send_at > ? ORDER BY send_at LIMIT 1");
        _timer = time.CreateTimer(_ => ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsDue => _time.GetUtcNow() >= _wakeAt;

    /// <summary>The conversations with a deadline that has passed, and those with an effect that may leave, as many as
    /// the pump has room for.</summary>
    public List<string> Due(DateTimeOffset now, EffectPump pump)
    {
        var due = Read(_deadlines, now, DueMax);
        // A full page says that there is more: come back at once.
        var wakeAt = due.Count < DueMax ? NextAfter(now, _nextDeadline) : now;
        if (pump.HasRoom)
            due.AddRange(Read(_sends, now, DueMax + pump.InFlight).Where(id => !pump.IsSending(id)));
        Set(new Due(wakeAt, NextAfter(now, _nextSend)).Earliest);
        return due;
    }

    /// <summary>A conversation will want to be woken then.</summary>
    public void Expect(DateTimeOffset? wakeAt)
    {
        if (wakeAt < _wakeAt)
            Set(wakeAt);
    }

    /// <summary>Before the writer rests: a timer may have rung too early, or have been the longest that one can wait.</summary>
    public void Arm() => Set(_wakeAt);

    public void Postpone() => Set(_time.GetUtcNow() + Pause);

    public void Dispose()
    {
        _timer.Dispose();
        _deadlines.Dispose();
        _nextDeadline.Dispose();
        _sends.Dispose();
        _nextSend.Dispose();
    }

    private static List<string> Read(Statement statement, DateTimeOffset now, int max)
    {
        var ids = new List<string>();
        statement.Bind(now).Bind((long)max);
        while (statement.Read())
            ids.Add(statement.Text(0));
        return ids;
    }

    private static DateTimeOffset? NextAfter(DateTimeOffset now, Statement statement)
    {
        statement.Bind(now);
        if (!statement.Read())
            return null;
        var next = DateTimeOffset.FromUnixTimeMilliseconds(statement.Long(0));
        statement.Reset();
        return next;
    }

    private void Set(DateTimeOffset? wakeAt)
    {
        _wakeAt = wakeAt ?? DateTimeOffset.MaxValue;
        _timer.Change(Wait(), Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Wait()
    {
        if (_wakeAt == DateTimeOffset.MaxValue)
            return Timeout.InfiniteTimeSpan;
        var wait = _wakeAt - _time.GetUtcNow();
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < LongestTimer ? wait + Tick : LongestTimer;
    }
}
