using System.Collections.Immutable;

namespace RatingGrains.Kernel;

/// <summary>One aggregate as pure functions. All rules are in <see cref="Decide"/>, none in the others.</summary>
public interface IStateMachine<TState, TCommand, TEvent>
{
    /// <summary>The first part of every effect id of this aggregate.</summary>
    static abstract string Name { get; }

    static abstract TState Initial { get; }

    static abstract Decision<TEvent> Decide(TState state, TCommand command, DateTimeOffset now);

    static abstract TState Evolve(TState state, TEvent happened);

    /// <summary>What the world must be told of what happened in one turn.</summary>
    /// <param name="version">The version that this turn makes; the receiver keeps the newest.</param>
    static abstract void React(
        TState before, TState after, ImmutableArray<TEvent> events, long version, List<Effect> effects);

    /// <summary>Whether an effect that has not left yet makes no sense any more, and leaves the outbox unsent.</summary>
    static virtual bool IsMoot(TState state, Effect effect) => false;

    /// <summary>When time alone will change something; null where it never will.</summary>
    static abstract DateTimeOffset? Deadline(TState state);

    /// <summary>Whether commands like this come from a sender that gives one after the other, and none before the last one
    /// is settled: it is enough to know the last of them, but that one must be known for as long as it takes.</summary>
    static virtual bool IsInTurn(TCommand command) => false;

    /// <summary>A number by which a repeated command can be answered as it was the first time.</summary>
    static abstract int Outcome(TCommand command, ImmutableArray<TEvent> events);
}
