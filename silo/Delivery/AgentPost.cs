using System.Collections.Concurrent;
using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Silo.Grains;

namespace RatingGrains.Silo.Delivery;

/// <summary>What conversations of this silo tell agents. An agent gets one call at a time, with all that came while the one
/// before was under way: one message and one write for many ratings.</summary>
internal sealed class AgentPost(IGrainFactory grains)
{
    /// <summary>While much comes, the next call waits for more; what agents are told may be a second late.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<AgentId, Box> _boxes = new();

    /// <summary>Returns once the agent has taken them.</summary>
    /// <exception cref="Ports.StoreUnavailableException">Too much waits already; tell it again later.</exception>
    public Task TellAsync(AgentId agent, ImmutableArray<AgentItem> items)
    {
        var box = _boxes.GetOrAdd(agent, static _ => new Box());
        var taken = box.Add(items, out var isIdle);
        if (isIdle)
        {
            // Neither on the scheduler of the grain that happened to be first, nor in its trace.
            using (ExecutionContext.SuppressFlow())
                _ = Task.Run(() => SendAllAsync(agent, box));
        }
        return taken;
    }

    private async Task SendAllAsync(AgentId agent, Box box)
    {
        while (box.Take() is { } batch)
        {
            try
            {
                await grains.Of<IAgentGrain>(agent.Value).TellAsync(batch.Items);
                batch.Taken();
            }
            catch (Exception broken)
            {
                batch.Failed(broken);
            }
            if (batch.IsShared && !box.IsFull)
                await Task.Delay(Pause);
        }
    }

    /// <summary>Many conversations put in, one sender takes out.</summary>
    private sealed class Box
    {
        private readonly ToldQueue _waiting = new();
        private readonly Lock _gate = new();
        private bool _sending;

        public bool IsFull
        {
            get
            {
                lock (_gate)
                    return _waiting.IsFull;
            }
        }

        public Task Add(ImmutableArray<AgentItem> items, out bool isIdle)
        {
            lock (_gate)
            {
                var taken = _waiting.Add(items);
                isIdle = !_sending;
                _sending = true;
                return taken;
            }
        }

        public ToldQueue.Batch? Take()
        {
            lock (_gate)
            {
                var batch = _waiting.Take();
                _sending = batch is not null;
                return batch;
            }
        }
    }
}
