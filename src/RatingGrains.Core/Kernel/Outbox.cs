using System.Collections.Immutable;

namespace RatingGrains.Kernel;

/// <summary>What becomes of an effect once it was tried.</summary>
public static class Outbox
{
    /// <summary>After this many failures an entry is parked: kept, visible, and tried again when somebody asks.</summary>
    public const int AttemptsMax = 10;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    /// <summary>The entries that may leave: what one receiver is told leaves in order, so an entry waits for the earlier
    /// ones of its kind, and for no other.</summary>
    public static IEnumerable<OutboxEntry> Heads(ImmutableArray<OutboxEntry> outbox)
    {
        for (var i = 0; i < outbox.Length; i++)
        {
            if (IsHead(outbox, i))
                yield return outbox[i];
        }
    }

    /// <summary>When the next entry may leave; null where none waits.</summary>
    public static DateTimeOffset? DueAt(ImmutableArray<OutboxEntry> outbox)
    {
        DateTimeOffset? due = null;
        for (var i = 0; i < outbox.Length; i++)
        {
            if (IsHead(outbox, i))
                due = StateMachine.Earlier(due, outbox[i].DueAt);
        }
        return due;
    }

    /// <summary>The entry is delivered, or has gone elsewhere (parked, or written in the same commit).</summary>
    public static Snapshot<TState> Remove<TState>(Snapshot<TState> snapshot, EffectId id)
    {
        var index = IndexOf(snapshot.Outbox, id);
        return index < 0 ? snapshot : snapshot with { Outbox = snapshot.Outbox.RemoveAt(index) };
    }

    /// <summary>The entry failed once more: tried again later (1 s, doubled each time, at most 5 min, never before
    /// <paramref name="notBefore"/>), or not again; then <paramref name="exhausted"/> is the entry to park.</summary>
    public static Snapshot<TState> Fail<TState>(
        Snapshot<TState> snapshot, EffectId id, bool lasting, DateTimeOffset? notBefore, DateTimeOffset now, out OutboxEntry? exhausted)
    {
        exhausted = null;
        var index = IndexOf(snapshot.Outbox, id);
        if (index < 0)
            return snapshot;
        var entry = snapshot.Outbox[index];
        var attempts = entry.Attempts + 1;
        if (lasting || attempts >= AttemptsMax)
        {
            exhausted = entry with { Attempts = attempts };
            return snapshot with { Outbox = snapshot.Outbox.RemoveAt(index) };
        }
        var due = now + Delay(attempts);
        var later = entry with { Attempts = attempts, DueAt = notBefore > due ? WholeMilliseconds(notBefore.Value) : due };
        return snapshot with { Outbox = snapshot.Outbox.SetItem(index, later) };
    }

    /// <summary>A parked entry is to be tried again, from the first attempt.</summary>
    public static Snapshot<TState> Requeue<TState>(Snapshot<TState> snapshot, OutboxEntry parked, DateTimeOffset now) =>
        IndexOf(snapshot.Outbox, parked.Id) >= 0
            ? snapshot
            : snapshot with { Outbox = snapshot.Outbox.Add(parked with { Attempts = 0, DueAt = now }) };

    public static TimeSpan Delay(int attempts)
    {
        var delay = FirstDelay * Math.Pow(2, Math.Min(attempts - 1, 16));
        return delay < LongestDelay ? delay : LongestDelay;
    }

    /// <summary>Shells count whole milliseconds: the entry would be looked for within the one in which it is not due yet,
    /// and then no more.</summary>
    private static DateTimeOffset WholeMilliseconds(DateTimeOffset at)
    {
        var begun = at.Ticks % TimeSpan.TicksPerMillisecond;
        return begun == 0 ? at : at.AddTicks(TimeSpan.TicksPerMillisecond - begun);
    }

    private static bool IsHead(ImmutableArray<OutboxEntry> outbox, int index)
    {
        var kind = outbox[index].Effect.GetType();
        for (var i = 0; i < index; i++)
        {
            if (outbox[i].Effect.GetType() == kind)
                return false;
        }
        return true;
    }

    private static int IndexOf(ImmutableArray<OutboxEntry> outbox, EffectId id)
    {
        for (var i = 0; i < outbox.Length; i++)
        {
            if (outbox[i].Id == id)
                return i;
        }
        return -1;
    }
}
