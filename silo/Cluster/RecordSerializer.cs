using Orleans.Storage;
using RatingGrains.Silo.Grains;

namespace RatingGrains.Silo.Cluster;

/// <summary>Every storage keeps a record as its snapshot's JSON, and nothing around it.</summary>
internal sealed class RecordSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(((GrainRecord)(object)input!).Body);

    public T Deserialize<T>(BinaryData input) => (T)(object)new GrainRecord { Body = input.ToArray() };
}
