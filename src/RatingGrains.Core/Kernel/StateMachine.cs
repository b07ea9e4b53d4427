using System.Collections.Immutable;

namespace RatingGrains.Kernel;

/// <summary>Runs one turn: decide, evolve, react, in one pure step. Shells call this and nothing else.</summary>
public static class StateMachine
{
    /// <param name="key">The actor's id within its aggregate; a part of its effect ids.</param>
    /// <param name="commandId">Where given, a repeat of the same id changes nothing and is answered as the first was. It is
    /// known for as long as <see cref="Snapshot{TState}"/> says. What changed nothing is not remembered: its repeat is
    /// decided anew, as if only that one had come.</param>
    public static Transition<TState, TEvent> Run<TMachine, TState, TCommand, TEvent>(
        string key, Snapshot<TState> snapshot, TCommand command, DateTimeOffset now, long? commandId = null)
        where TMachine : IStateMachine<TState, TCommand, TEvent>
    {
        if (commandId is { } id)
        {
            if (Find(snapshot, id) is { } seen)
                return new(snapshot, [], seen.Refusal, seen.Outcome, []);
        }

        var decision = TMachine.Decide(snapshot.State, command, now);
        var outcome = TMachine.Outcome(command, decision.Events);
        if (decision.Events.IsEmpty)
            return new(snapshot, [], decision.Refusal, outcome, []);

        var state = snapshot.State;
        foreach (var happened in decision.Events)
            state = TMachine.Evolve(state, happened);

        var version = snapshot.Version + 1;
        var effects = new List<Effect>(4);
        TMachine.React(snapshot.State, state, decision.Events, version, effects);
        var entries = ImmutableArray.CreateBuilder<OutboxEntry>(effects.Count);
        for (var i = 0; i < effects.Count; i++)
            entries.Add(new OutboxEntry(new EffectId(TMachine.Name, key, version, i), effects[i], 0, now));
        var added = entries.MoveToImmutable();

        var next = snapshot with { Version = version, State = state, Outbox = snapshot.Outbox.AddRange(added) };
        if (commandId is { } taken)
            next = Remember(next, new SeenCommand(taken, outcome, decision.Refusal, now), TMachine.IsInTurn(command));
        return new(next, decision.Events, decision.Refusal, outcome, added);
    }

    /// <summary>When this actor wants to be woken: its deadline or its first effect due, whichever comes first.
    /// A function of the record, so a lost timer is recomputed, not lost.</summary>
    public static DateTimeOffset? WakeAt<TMachine, TState, TCommand, TEvent>(Snapshot<TState> snapshot)
        where TMachine : IStateMachine<TState, TCommand, TEvent> =>
        Earlier(TMachine.Deadline(snapshot.State), Outbox.DueAt(snapshot.Outbox));

    internal static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other ?? one : one;

    private static SeenCommand? Find<TState>(Snapshot<TState> snapshot, long id)
    {
        if (snapshot.InTurn is { } last && last.Id == id)
            return last;
        foreach (var seen in snapshot.Seen)
        {
            if (seen.Id == id)
                return seen;
        }
        return null;
    }

    private static Snapshot<TState> Remember<TState>(Snapshot<TState> snapshot, SeenCommand command, bool inTurn)
    {
        if (!inTurn)
            return snapshot with { Seen = Forget(snapshot.Seen, command.At!.Value).Add(command) };
        // One that was refused goes elsewhere, and must not push out the last one that was taken.
        return command.Refusal is null ? snapshot with { InTurn = command } : snapshot;
    }

    private static ImmutableArray<SeenCommand> Forget(ImmutableArray<SeenCommand> seen, DateTimeOffset now)
    {
        var old = 0;
        while (seen.Length - old >= Snapshot<object>.SeenMin
            && (IsOld(seen[old]) || seen.Length - old >= Snapshot<object>.SeenMax))
        {
            old++;
        }
        return old == 0 ? seen : seen.RemoveRange(0, old);

        bool IsOld(SeenCommand command) => command.At is not { } at || now - at > Snapshot<object>.SeenFor;
    }
}

/// <summary>What one turn came to.</summary>
/// <param name="Next">The snapshot to write; the same object as before where nothing changed.</param>
/// <param name="Added">The effects that this turn added to the outbox.</param>
public readonly record struct Transition<TState, TEvent>(
    Snapshot<TState> Next,
    ImmutableArray<TEvent> Events,
    Rejection? Refusal,
    int Outcome,
    ImmutableArray<OutboxEntry> Added)
{
    public bool Changed => !Added.IsDefault && !Events.IsEmpty;
}
