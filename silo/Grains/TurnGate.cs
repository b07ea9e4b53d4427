using RatingGrains.Ports;

namespace RatingGrains.Silo.Grains;

/// <summary>One turn after the other. Calls of a grain follow one another by themselves; this keeps apart what interleaves:
/// deliveries to a busy agent, and the outcome of something that was sent.</summary>
internal sealed class TurnGate
{
    private readonly SemaphoreSlim _free = new(1);

    /// <summary>No turn begins any more: what is in memory may not be what the storage holds.</summary>
    public bool IsShut { get; private set; }

    /// <summary>A turn is under way.</summary>
    public bool IsBusy => _free.CurrentCount == 0;

    public void Shut() => IsShut = true;

    public async Task<T> DoAsync<T>(Func<Task<T>> turn)
    {
        await _free.WaitAsync();
        try
        {
            if (IsShut)
                throw new StoreUnavailableException("This grain is leaving.");
            return await turn();
        }
        finally
        {
            _free.Release();
        }
    }

    public Task DoAsync(Func<Task> turn) => DoAsync(async () =>
    {
        await turn();
        return true;
    });
}
