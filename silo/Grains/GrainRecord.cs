using Orleans.Providers;

namespace RatingGrains.Silo.Grains;

/// <summary>What the storage keeps of one grain: its whole snapshot as JSON, so that state and outbox are one write.</summary>
[GenerateSerializer, Alias("rating.record")]
internal sealed class GrainRecord
{
    /// <summary>The grain storage that holds all records: the cluster's only one.</summary>
    public const string Storage = ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;

    /// <summary>The name of a grain's one state in that storage.</summary>
    public const string Name = "actor";

    /// <summary>Takes a record's place once it is stored: nobody needs the bytes any more, and a grain is in memory for long.</summary>
    public static readonly GrainRecord Let = new();

    /// <summary>The snapshot by <see cref="Json.CoreJson"/>, UTF-8; empty where nothing was written.</summary>
    [Id(0)]
    public byte[] Body { get; set; } = [];
}
