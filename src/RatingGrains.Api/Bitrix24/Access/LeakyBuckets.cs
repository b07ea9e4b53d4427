using System.Net;
using Microsoft.Extensions.Options;
using RatingGrains.Api.Keys;

namespace RatingGrains.Api.Bitrix24.Access;

/// <summary>A leaky bucket for each address: each request is a drop, and one that would overflow is refused. Kept as the
/// moment at which the bucket will be empty, in a fixed table: addresses that share a place share a bucket, and the hash
/// is seeded per process, so nobody can aim at another's.</summary>
internal sealed class LeakyBuckets(IOptions<Bitrix24Options> options, TimeProvider clock)
{
    private readonly long[] _emptyAt = new long[1 << 14];
    private readonly long _dropTicks = (long)(TimeSpan.TicksPerSecond / options.Value.DrainPerSecond);
    private readonly int _burst = options.Value.Burst;

    public bool Take(IPAddress? address)
    {
        ref var bucket = ref _emptyAt[RequestBudget.HashOf(address) & (_emptyAt.Length - 1)];
        var now = clock.GetUtcNow().UtcTicks;
        while (true)
        {
            var seen = Volatile.Read(ref bucket);
            var emptyAt = Math.Max(seen, now) + _dropTicks;
            if (emptyAt - now > _dropTicks * _burst)
                return false;
            if (Interlocked.CompareExchange(ref bucket, emptyAt, seen) == seen)
                return true;
        }
    }
}
