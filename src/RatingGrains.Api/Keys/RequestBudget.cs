using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace RatingGrains.Api.Keys;

/// <summary>How often somebody may ask. The defaults stop abuse, not work.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>Requests per second with one key or token.</summary>
    [Range(1, 1_000_000)]
    public int PerKeyPerSecond { get; set; } = 5_000;

    /// <summary>Requests per second from one address without a valid key.</summary>
    [Range(1, 1_000_000)]
    public int PerAddressPerSecond { get; set; } = 20;
}

[OptionsValidator]
internal sealed partial class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>;

/// <summary>Counts requests by second. A fixed table of counters instead of the framework's limiter per caller: every
/// customer's token is a caller of its own, so limiters would be made by the hundred thousand. Callers that share a
/// counter share a budget; the hash is seeded per process, so nobody can aim at another's.</summary>
internal sealed class RequestBudget(IOptions<RateLimitOptions> options, TimeProvider clock)
{
    private const int SecondBits = 32;
    private readonly long[] _counters = new long[1 << 16];
    private readonly int _perKey = options.Value.PerKeyPerSecond;
    private readonly int _perAddress = options.Value.PerAddressPerSecond;

    public bool Take(Caller? caller, IPAddress? address) =>
        caller is null ? Take(HashOf(address), _perAddress) : Take(caller.GetBudgetHash(), _perKey);

    /// <summary>Whether an address could not take one now; to ask counts nothing.</summary>
    public bool IsUsedUp(IPAddress? address) =>
        CountIn(Volatile.Read(ref CounterOf(HashOf(address))), Second) >= _perAddress;

    private long Second => clock.GetUtcNow().ToUnixTimeSeconds() & uint.MaxValue;

    private ref long CounterOf(int hash) => ref _counters[hash & (_counters.Length - 1)];

    private static long CountIn(long seen, long second) =>
        (uint)(seen >> SecondBits) == second ? seen & uint.MaxValue : 0;

    private bool Take(int hash, int limit)
    {
        ref var counter = ref CounterOf(hash);
        var second = Second;
        while (true)
        {
            var seen = Volatile.Read(ref counter);
            var count = CountIn(seen, second) + 1;
            if (count > limit)
                return false;
            if (Interlocked.CompareExchange(ref counter, (second << SecondBits) | count, seen) == seen)
                return true;
        }
    }

    /// <summary>An IPv6 customer has a whole /64, so that is what counts as one address.</summary>
    public static int HashOf(IPAddress? address)
    {
        if (address is null)
            return 0;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        var hash = new HashCode();
        hash.AddBytes(bytes[..(address.AddressFamily == AddressFamily.InterNetworkV6 ? 8 : length)]);
        return hash.ToHashCode();
    }
}
