namespace RatingGrains.Silo.Grains;

/// <summary>What is there once in the cluster: the counter of conversations, and the key under which their ids are derived.
/// Its key is <see cref="Key"/>.</summary>
[Alias("rating.numbers")]
internal interface INumbersGrain : IGrainWithStringKey
{
    const string Key = "conversations";

    /// <summary>Hands out numbers that nobody else gets.</summary>
    /// <returns>The first of them.</returns>
    [Alias("take")]
    Task<long> TakeAsync(int count);

    /// <summary>Made once and never changed, so that a repeated message finds the same conversation.</summary>
    [Alias("key")]
    Task<byte[]> IdKeyAsync();
}
