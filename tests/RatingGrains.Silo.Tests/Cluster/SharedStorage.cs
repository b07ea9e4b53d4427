using System.Collections.Concurrent;
using Orleans.Storage;
using RatingGrains.Silo.Grains;

namespace RatingGrains.Cluster;

/// <summary>Grain state that outlives its silos, and fails as a test says.</summary>
internal sealed class SharedStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<string, (byte[] Body, long Etag)> _rows = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _largest = new(StringComparer.Ordinal);
    private int _writes;

    /// <summary>What happens to a write, by its grain; by default it is kept.</summary>
    public Func<GrainId, WriteFate>? Fate { get; set; }

    /// <summary>Reads fail.</summary>
    public bool IsAway { get; set; }

    public int Writes => Volatile.Read(ref _writes);

    public int WritesOf(string grain) => _rows.TryGetValue(grain, out var row) ? (int)row.Etag : 0;

    /// <summary>Somebody else writes the row: whoever read it before is stale.</summary>
    public void Touch(string grain) => _rows.AddOrUpdate(
        grain, _ => throw new KeyNotFoundException(grain), (_, row) => row with { Etag = row.Etag + 1 });

    public int LargestOf(string grain) => _largest.GetValueOrDefault(grain);

    public byte[] BodyOf(string grain) => _rows[grain].Body;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (IsAway)
            throw new IOException("The storage does not answer.");
        if (_rows.TryGetValue(grainId.ToString(), out var row))
        {
            grainState.State = (T)(object)new GrainRecord { Body = row.Body };
            (grainState.ETag, grainState.RecordExists) = ($"{row.Etag}", true);
        }
        else
        {
            grainState.State = (T)(object)new GrainRecord();
            (grainState.ETag, grainState.RecordExists) = (null, false);
        }
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Interlocked.Increment(ref _writes);
        var fate = Fate?.Invoke(grainId) ?? WriteFate.Kept;
        if (fate == WriteFate.Failed)
            throw new IOException("The disk is full.");
        var record = (GrainRecord)(object)grainState.State!;
        _largest.AddOrUpdate(grainId.ToString(), record.Body.Length, (_, size) => Math.Max(size, record.Body.Length));
        var expected = grainState.ETag is null ? 0 : long.Parse(grainState.ETag);
        var row = (record.Body, Etag: expected + 1);
        var current = _rows.AddOrUpdate(
            grainId.ToString(), _ => row, (_, kept) => kept.Etag == expected ? row : kept);
        if (!ReferenceEquals(current.Body, record.Body))
            throw new InconsistentStateException("Stale.", $"{current.Etag}", grainState.ETag, null);
        if (fate == WriteFate.KeptButUnanswered)
            throw new TimeoutException("The answer was lost.");
        (grainState.ETag, grainState.RecordExists) = ($"{row.Etag}", true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("No grain clears its state.");
}

internal enum WriteFate
{
    Kept,
    Failed,
    KeptButUnanswered,
}
