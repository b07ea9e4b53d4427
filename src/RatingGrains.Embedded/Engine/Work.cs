using System.Diagnostics;
using RatingGrains.Api.Operations;

namespace RatingGrains.Embedded.Engine;

/// <summary>Something for the writer's thread to do, and somebody who waits for it to be durable.</summary>
internal abstract class Work(DateTimeOffset arrivedAt)
{
    public DateTimeOffset ArrivedAt { get; } = arrivedAt;

    /// <summary>Whose trace the commit is linked with.</summary>
    public ActivityContext Caller { get; } = RatingTracing.Caller;

    /// <summary>Why there is no answer; null while nothing went wrong.</summary>
    protected Exception? Failure { get; private set; }

    public abstract void Run(Turns turns);

    /// <summary>Nothing of it was kept. The first reason stays.</summary>
    public void Fail(Exception reason) => Failure ??= reason;

    /// <summary>It is decided: the answer may leave. What follows runs here, so never on the writer's thread.</summary>
    public abstract void Acknowledge();
}

internal sealed class Work<T>(Func<Turns, T> run, DateTimeOffset arrivedAt) : Work(arrivedAt)
{
    private readonly TaskCompletionSource<T> _answer = new();
    private T _result = default!;

    public Task<T> Answer => _answer.Task;

    public override void Run(Turns turns) => _result = run(turns);

    public override void Acknowledge()
    {
        if (Failure is null)
            _answer.SetResult(_result);
        else
            _answer.SetException(Failure);
    }
}
