using RatingGrains.Silo.Grains;

namespace RatingGrains.Silo.Engine;

/// <summary>This silo's block of numbers for new conversations, and the key of their ids. Numbers grow on each silo;
/// between silos they interleave by blocks, and what a silo has not used when it ends is never used.</summary>
internal sealed class Numbers(IGrainFactory grains)
{
    private const int BlockSize = 1000;

    private readonly SemaphoreSlim _filling = new(1);
    private readonly Lock _gate = new();
    private byte[]? _idKey;
    private long _next;
    private long _end;

    private INumbersGrain Counter => grains.Of<INumbersGrain>(INumbersGrain.Key);

    public async ValueTask<byte[]> IdKeyAsync() => _idKey ??= await Counter.IdKeyAsync();

    public ValueTask<long> NextAsync() => TryTake(out var number) ? new(number) : new(FillAsync());

    private async Task<long> FillAsync()
    {
        await _filling.WaitAsync();
        try
        {
            // Others may have filled it meanwhile.
            if (TryTake(out var number))
                return number;
            var first = await Counter.TakeAsync(BlockSize);
            lock (_gate)
                (_next, _end) = (first + 1, first + BlockSize);
            return first;
        }
        finally
        {
            _filling.Release();
        }
    }

    private bool TryTake(out long number)
    {
        lock (_gate)
        {
            number = _next;
            return _next < _end && _next++ >= 0;
        }
    }
}
