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

    private readonly TimeProvider _time;
    private readonly Statement _due;
    private readonly Statement _next;
    private readonly ITimer _timer;
    private DateTimeOffset _wakeAt = DateTimeOffset.MinValue;

    public Alarm(Database database, TimeProvider time, Action ring)
    {
        _time = time;
        _due = new Statement(
            database.Writer, "SELECT id FROM conversation_actor WHERE wake_at <= ? ORDER BY wake_at LIMIT ?");
        _next = new Statement(
            database.Writer, "SELECT wake_at FROM conversation_actor WHERE wake_at > ? ORDER BY wake_at LIMIT 1");
        _timer = time.CreateTimer(_ => ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsDue => _time.GetUtcNow() >= _wakeAt;

    /// <summary>The conversations that are due now, but for those whose effects are being sent at this moment.</summary>
    public List<string> Due(DateTimeOffset now, EffectPump pump)
    {
        var due = new List<string>();
        _due.Bind(now).Bind((long)DueMax + pump.InFlight);
        while (_due.Read())
        {
            var id = _due.Text(0);
            if (!pump.IsSending(id))
                due.Add(id);
        }
        _next.Bind(now);
        DateTimeOffset? next = null;
        if (_next.Read())
        {
            next = DateTimeOffset.FromUnixTimeMilliseconds(_next.Long(0));
            _next.Reset();
        }
        // A full page says that there is more: come back at once.
        Set(due.Count >= DueMax ? now : next);
        return due;
    }

    /// <summary>A conversation will want to be woken then.</summary>
    public void Expect(DateTimeOffset? wakeAt)
    {
        if (wakeAt < _wakeAt)
            Set(wakeAt);
    }

    public void Postpone() => Set(_time.GetUtcNow() + Pause);

    public void Dispose()
    {
        _timer.Dispose();
        _due.Dispose();
        _next.Dispose();
    }

    private void Set(DateTimeOffset? wakeAt)
    {
        _wakeAt = wakeAt ?? DateTimeOffset.MaxValue;
        var wait = _wakeAt - _time.GetUtcNow();
        _timer.Change(
            wakeAt is null ? Timeout.InfiniteTimeSpan : wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestTimer ? wait : LongestTimer,
            Timeout.InfiniteTimeSpan);
    }
}
