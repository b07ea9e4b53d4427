namespace RatingGrains.Embedded.Engine;

/// <summary>Something for the writer's thread to do, and somebody who waits for it to be durable.</summary>
internal abstract class Work(DateTimeOffset arrivedAt)
{
    public DateTimeOffset ArrivedAt { get; } = arrivedAt;

    public abstract void Run(Turns turns);

    /// <summary>The commit is through: the answer may leave.</summary>
    public abstract void Acknowledge();

    public abstract void Fail(Exception reason);
}

internal sealed class Work<T>(Func<Turns, T> run, DateTimeOffset arrivedAt) : Work(arrivedAt)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Answer => _answer.Task;

    public override void Run(Turns turns) => _result = run(turns);

    public override void Acknowledge() => _answer.TrySetResult(_result);

    public override void Fail(Exception reason) => _answer.TrySetException(reason);
}
