using System.Diagnostics;
using System.Threading.Channels;
using RatingGrains.Api.Operations;
using RatingGrains.Ports;

namespace RatingGrains.Silo.Stores;

/// <summary>Calls of the same moment share one commit, and each is answered after it. While one commit is under way the
/// next gathers what comes, so the busier it is the more a commit carries.</summary>
internal sealed class GroupCommit<T> : IAsyncDisposable
{
    /// <summary>Fewer than these at once are not worth waiting for.</summary>
    private const int Few = 4;

    /// <summary>So often a commit is put off for what still comes.</summary>
    private const int PausesMax = 5;

    private readonly Channel<Call> _waiting;
    private readonly string _name;
    private readonly Func<IReadOnlyList<T>, Task> _commit;
    private readonly int _batchMax;
    private readonly TimeSpan _pause;
    private readonly Task _loops;

    /// <param name="name">As traces call it.</param>
    /// <param name="commit">All or nothing. A <see cref="StoreUnavailableException"/> fails all of them; anything else is
    /// taken for the fault of one, so each is tried alone.</param>
    /// <param name="pause">While much comes, a commit is put off by this, five times at most: a commit costs the database
    /// as much for a few as for many. One that comes alone never waits.</param>
    public GroupCommit(
        string name, Func<IReadOnlyList<T>, Task> commit, int batchMax = 500, int waitingMax = 50_000, int loops = 1,
        TimeSpan pause = default)
    {
        (_name, _commit, _batchMax, _pause) = (name, commit, batchMax, pause);
        _waiting = Channel.CreateBounded<Call>(new BoundedChannelOptions(waitingMax) { SingleReader = loops == 1 });
        _loops = Task.WhenAll(Enumerable.Range(0, loops).Select(_ => Task.Run(LoopAsync)));
    }

    /// <summary>Returns once the item is committed.</summary>
    /// <exception cref="StoreUnavailableException">It is not.</exception>
    public Task AddAsync(T item, CancellationToken cancellationToken)
    {
        var call = new Call(item, RatingTracing.Caller);
        return _waiting.Writer.TryWrite(call)
            ? call.Done.Task.WaitAsync(cancellationToken)
            : Task.FromException(new StoreUnavailableException("Too much waits to be written, or the silo stops."));
    }

    /// <summary>What waits is still written; nothing more is taken.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loops;
    }

    private async Task LoopAsync()
    {
        var calls = new List<Call>(_batchMax);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            calls.Clear();
            var more = Take(calls);
            for (var pauses = 0; _pause > TimeSpan.Zero && more >= Few && pauses < PausesMax; pauses++)
            {
                await Task.Delay(_pause);
                more = Take(calls);
            }
            if (calls.Count > 0)
                await CommitAsync(calls);
        }
    }

    private int Take(List<Call> calls)
    {
        var before = calls.Count;
        while (calls.Count < _batchMax && _waiting.Reader.TryRead(out var call))
            calls.Add(call);
        return calls.Count - before;
    }

    private async Task CommitAsync(List<Call> calls)
    {
        using var span = RatingTracing.BeginCommit(_name);
        span.SharedBy(calls.Count, calls.Select(call => call.Caller));
        try
        {
            await _commit([.. calls.Select(call => call.Item)]);
            foreach (var call in calls)
                call.Done.TrySetResult();
        }
        catch (StoreUnavailableException unavailable)
        {
            span.Failed(unavailable);
            foreach (var call in calls)
                call.Done.TrySetException(unavailable);
        }
        catch (Exception) when (calls.Count > 1)
        {
            foreach (var call in calls)
                await CommitAsync([call]);
        }
        catch (Exception refused)
        {
            span.Failed(refused);
            calls[0].Done.TrySetException(new StoreUnavailableException("The database refused it.", refused));
        }
    }

    private sealed record Call(T Item, ActivityContext Caller)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
