using RatingGrains.Kernel;

namespace RatingGrains.Embedded.Engine;

/// <summary>One actor in memory. Turns move <see cref="Snapshot"/> ahead; a commit lets <see cref="Committed"/> follow.</summary>
internal sealed class Actor<TState>(string id, long row, Snapshot<TState> snapshot, Due due) : IActor
{
    public string Id { get; } = id;

    /// <summary>Its row in the table; 0 while it was never written.</summary>
    public long Row { get; set; } = row;

    public Snapshot<TState> Snapshot { get; private set; } = snapshot;

    /// <summary>What the file holds.</summary>
    public Snapshot<TState> Committed { get; private set; } = snapshot;

    public Due CommittedDue { get; private set; } = due;

    public bool IsDirty => !ReferenceEquals(Snapshot, Committed);

    public void MoveTo(Snapshot<TState> next) => Snapshot = next;

    public void Keep(Due due)
    {
        Committed = Snapshot;
        CommittedDue = due;
    }

    public object Mark() => Snapshot;

    public void ReturnTo(object mark) => Snapshot = (Snapshot<TState>)mark;
}

/// <summary>What undoing a turn needs to know of an actor.</summary>
internal interface IActor
{
    object Mark();

    void ReturnTo(object mark);
}
