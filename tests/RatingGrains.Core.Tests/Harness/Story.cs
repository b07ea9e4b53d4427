using RatingGrains.Kernel;

namespace RatingGrains.Harness;

/// <summary>A specification in three parts: what was given, what is done, what holds then. Everything runs through
/// <see cref="StateMachine.Run"/>, as in a shell. A part that checks fails where there is nothing to check.</summary>
internal abstract class Story<TSelf, TMachine, TState, TCommand, TEvent>(string key)
    where TSelf : Story<TSelf, TMachine, TState, TCommand, TEvent>
    where TMachine : IStateMachine<TState, TCommand, TEvent>
{
    private Transition<TState, TEvent>? _last;

    public DateTimeOffset Now { get; private set; } = Noon;

    public Snapshot<TState> Snapshot { get; private set; } = Snapshot<TState>.New(TMachine.Initial);

    public TState State => Snapshot.State;

    public DateTimeOffset? WakeAt => StateMachine.WakeAt<TMachine, TState, TCommand, TEvent>(Snapshot);

    public Transition<TState, TEvent> Last =>
        _last ?? throw new InvalidOperationException("Nothing was done that could be judged: a When is missing.");

    private TSelf Self => (TSelf)this;

    public TSelf At(DateTimeOffset moment)
    {
        Now = moment;
        return Self;
    }

    public TSelf After(TimeSpan span) => At(Now + span);

    /// <summary>What was so before: each must be accepted and change something, or the story is not what it says.</summary>
    public TSelf Given(params ReadOnlySpan<TCommand> commands)
    {
        foreach (var command in commands)
        {
            var made = Run(command, null);
            if (made.Refusal is not null || !made.Changed)
                throw new InvalidOperationException($"{command} cannot be given: {made.Refusal?.ToString() ?? "it changes nothing"}.");
        }
        _last = null;
        return Self;
    }

    public TSelf When(TCommand command, long? id = null)
    {
        _last = Run(command, id);
        return Self;
    }

    /// <summary>All that is in the outbox has been delivered.</summary>
    public TSelf Delivered()
    {
        foreach (var entry in Snapshot.Outbox)
            Snapshot = Outbox.Remove(Snapshot, entry.Id);
        return Self;
    }

    /// <summary>Accepted; these events and no others.</summary>
    public TSelf Then(params TEvent[] events)
    {
        Assert.Null(Last.Refusal);
        Assert.Equal(Printed.Lines(events.Cast<object?>()), Printed.Lines(Last.Events.Cast<object?>()));
        return Self;
    }

    /// <summary>Accepted, because it was so before.</summary>
    public TSelf ThenNothingChanges() => Then();

    /// <summary>Refused for this reason; where <paramref name="noted"/> is given, these events stay behind.</summary>
    public TSelf ThenRefused(Rejection reason, params TEvent[] noted)
    {
        Assert.Equal(reason, Last.Refusal);
        Assert.Equal(Printed.Lines(noted.Cast<object?>()), Printed.Lines(Last.Events.Cast<object?>()));
        return Self;
    }

    /// <summary>Of the kinds of effects named here, these and no others, in this order.</summary>
    public TSelf AndEffects(params Effect[] effects)
    {
        if (effects.Length == 0)
            throw new InvalidOperationException("No effects are named; AndNo says that a kind is missing.");
        var kinds = effects.Select(e => e.GetType()).ToHashSet();
        var actual = Last.Added.Select(e => e.Effect).Where(e => kinds.Contains(e.GetType()));
        Assert.Equal(Printed.Lines(effects), Printed.Lines(actual));
        return Self;
    }

    public TSelf AndNo<TEffect>(Func<TEffect, bool>? which = null) where TEffect : Effect
    {
        Assert.DoesNotContain(Last.Added, e => e.Effect is TEffect effect && (which is null || which(effect)));
        return Self;
    }

    /// <summary>What can be read off the state now.</summary>
    public TSelf And<T>(Func<TState, T> reading, T expected)
    {
        Assert.Equal(expected, reading(Last.Next.State));
        return Self;
    }

    private Transition<TState, TEvent> Run(TCommand command, long? id)
    {
        var made = StateMachine.Run<TMachine, TState, TCommand, TEvent>(key, Snapshot, Complete(command), Now, id);
        Snapshot = made.Next;
        return made;
    }

    /// <summary>What the shell adds to a command.</summary>
    protected virtual TCommand Complete(TCommand command) => command;
}
