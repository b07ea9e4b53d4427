using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using RatingGrains.Ports;

namespace RatingGrains.Sql;

/// <summary>All keys of the API at one moment, found by their hash.</summary>
public sealed class KeyRing(ImmutableArray<ApiKey> keys)
{
    // The first bytes of a hash lead to it; the rest is compared.
    private readonly Dictionary<UInt128, ApiKey> _byHash = keys.ToDictionary(key => Start(key.Hash.AsSpan()));

    public ImmutableArray<ApiKey> Keys { get; } = keys;

    public ApiKey? Find(ReadOnlySpan<byte> hash) =>
        _byHash.TryGetValue(Start(hash), out var key) && hash.SequenceEqual(key.Hash.AsSpan()) ? key : null;

    private static UInt128 Start(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt128LittleEndian(hash);
}

/// <summary>How a key is kept.</summary>
public static class StoredKey
{
    public static string Write(ApiKey key) => JsonSerializer.Serialize(key, KeyJson.Default.ApiKey);

    public static ApiKey Read(string stored) => JsonSerializer.Deserialize(stored, KeyJson.Default.ApiKey)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ApiKey))]
internal sealed partial class KeyJson : JsonSerializerContext;
