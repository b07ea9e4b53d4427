using System.Collections.Concurrent;
using RatingGrains.Kernel;

namespace RatingGrains.Connectors.Sending;

/// <summary>Keeps each account within what its messenger takes in a second. Every message has a place in time: one that is
/// near is waited for, one that is far is named, so that waiting for it costs neither a connection nor, in the outbox,
/// more than one attempt.</summary>
internal sealed class Pace(double perSecond, TimeProvider clock)
{
    private const int PromisesMax = 100_000;
    private static readonly TimeSpan NearMax = TimeSpan.FromMilliseconds(500);

    /// <summary>A quiet account may send so much of a rush at once.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PromiseKeptFor = TimeSpan.FromHours(1);

    private readonly TimeSpan _between = TimeSpan.FromSeconds(1 / perSecond);
    private readonly ConcurrentDictionary<long, Account> _accounts = [];
    private readonly ConcurrentDictionary<EffectId, DateTimeOffset> _promises = [];

    /// <summary>Returns null when the message may go now, otherwise the moment that is kept for it.</summary>
    /// <param name="account">Known by the fingerprint of its token.</param>
    public async ValueTask<DateTimeOffset?> WaitAsync(long account, EffectId message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var place = Take(_accounts.GetOrAdd(account, static _ => new Account()), message, now);
        if (place <= now)
            return null;
        if (place - now <= NearMax)
        {
            await Task.Delay(place - now, cancellationToken);
            return null;
        }
        Promise(message, place, now);
        return place;
    }

    /// <summary>The messenger asked the account to stop for so long.</summary>
    public void Stop(long account, TimeSpan time)
    {
        var stopped = _accounts.GetOrAdd(account, static _ => new Account());
        var until = clock.GetUtcNow() + time;
        lock (stopped)
        {
            if (until > stopped.StoppedUntil)
                stopped.StoppedUntil = until;
            if (until > stopped.Next)
                stopped.Next = until;
        }
    }

    private DateTimeOffset Take(Account account, EffectId message, DateTimeOffset now)
    {
        lock (account)
        {
            if (account.StoppedUntil <= now && _promises.TryGetValue(message, out var promised) && promised <= now)
            {
                _promises.TryRemove(message, out _);
                return promised;
            }
            var place = account.Next > now - Burst ? account.Next : now - Burst;
            account.Next = place + _between;
            return place;
        }
    }

    /// <summary>A promise that nobody comes back for (the message made no sense any more) is forgotten.</summary>
    private void Promise(EffectId message, DateTimeOffset place, DateTimeOffset now)
    {
        if (_promises.Count >= PromisesMax)
        {
            foreach (var (old, at) in _promises)
            {
                if (at < now - PromiseKeptFor)
                    _promises.TryRemove(old, out _);
            }
        }
        if (_promises.Count < PromisesMax)
            _promises[message] = place;
    }

    private sealed class Account
    {
        public DateTimeOffset Next { get; set; }

        public DateTimeOffset StoppedUntil { get; set; }
    }
}
