using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Ports;

namespace RatingGrains.Silo.Grains;

/// <summary>What an agent was told while a call or a write was under way.</summary>
internal sealed class ToldQueue
{
    /// <summary>Items of one write; two batches stay under 64 KiB.</summary>
    public const int BatchMax = 128;

    /// <summary>Comments may be long: a batch ends before the call that would bring them above this.</summary>
    private const int CommentsMax = 8_192;

    /// <summary>Calls that wait; those beyond are refused, and come back when their senders rested.</summary>
    private const int WaitingMax = 4_096;

    private readonly Queue<Told> _waiting = new();

    /// <summary>The next batch needs no more.</summary>
    public bool IsFull => _waiting.Count >= BatchMax;

    public Task Add(ImmutableArray<AgentItem> items)
    {
        if (_waiting.Count >= WaitingMax)
            throw new StoreUnavailableException("Too much waits for this agent.");
        var told = new Told(items, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiting.Enqueue(told);
        return told.Done.Task;
    }

    public Batch? Take()
    {
        if (_waiting.Count == 0)
            return null;
        var items = ImmutableArray.CreateBuilder<AgentItem>();
        var told = new List<Told>();
        var comments = 0;
        while (_waiting.TryPeek(out var next))
        {
            var more = next.Items.Sum(item => item.Comment?.Length ?? 0);
            if (items.Count > 0 && (items.Count + next.Items.Length > BatchMax || comments + more > CommentsMax))
                break;
            items.AddRange(next.Items);
            told.Add(_waiting.Dequeue());
            comments += more;
        }
        return new Batch(items.ToImmutable(), told);
    }

    internal sealed record Told(ImmutableArray<AgentItem> Items, TaskCompletionSource Done);

    internal sealed record Batch(ImmutableArray<AgentItem> Items, List<Told> Told)
    {
        public bool IsShared => Told.Count > 1;

        public void Taken() => Told.ForEach(told => told.Done.TrySetResult());

        public void Failed(Exception broken) => Told.ForEach(told => told.Done.TrySetException(broken));
    }
}
