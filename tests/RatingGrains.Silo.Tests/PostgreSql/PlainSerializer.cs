using System.Text.Json;
using Orleans.Storage;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>States as JSON, for states that tests make up.</summary>
internal sealed class PlainSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span)!;
}
