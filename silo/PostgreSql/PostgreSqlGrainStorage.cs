using System.Globalization;
using Orleans.Storage;
using RatingGrains.Silo.Stores;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>Keeps grains' states on PostgreSQL. Writes that wait at the same moment go in one round trip and one
/// transaction, and each caller is answered for its own row; so do reads.</summary>
internal sealed class PostgreSqlGrainStorage : IGrainStorage, IAsyncDisposable
{
    // One transaction at a time: while it is on its way to the disk the next one fills. Reads need not wait for a slow one.
    private const int ReadersMax = 2;

    private readonly IGrainStorageSerializer _serializer;
    private readonly GroupCommit<GrainWrite> _writes;
    private readonly GroupCommit<GrainRead> _reads;

    public PostgreSqlGrainStorage(PostgreSqlDatabase database, IGrainStorageSerializer serializer)
    {
        _serializer = serializer;
        var table = new GrainStateTable(database.Writing);
        _writes = new GroupCommit<GrainWrite>("WriteGrains", table.WriteAsync);
        _reads = new GroupCommit<GrainRead>("ReadGrains", table.ReadAsync, loops: ReadersMax);
    }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var read = new GrainRead(RowOf(stateName, grainId));
        await _reads.AddAsync(read, CancellationToken.None);
        if (read.Found is { } found)
        {
            grainState.State = _serializer.Deserialize<T>(new BinaryData(found.Body));
            grainState.ETag = Tag(found.Version);
            grainState.RecordExists = true;
        }
        else
        {
            Empty(grainState);
        }
    }

    /// <exception cref="InconsistentStateException">The row is not as it was read; the grain has to read again.</exception>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var expected = Version(grainState.ETag);
        var write = new GrainWrite(RowOf(stateName, grainId), expected, _serializer.Serialize(grainState.State).ToMemory());
        await RunAsync(write, grainId).ConfigureAwait(false);
        grainState.ETag = Tag((expected ?? 0) + 1);
        grainState.RecordExists = true;
    }

    /// <exception cref="InconsistentStateException">The row is not as it was read; the grain has to read again.</exception>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // What was never written needs no clearing; what somebody else wrote meanwhile is not this caller's to clear.
        if (Version(grainState.ETag) is { } expected)
            await RunAsync(new GrainWrite(RowOf(stateName, grainId), expected, null), grainId);
        Empty(grainState);
    }

    public async ValueTask DisposeAsync()
    {
        await _writes.DisposeAsync();
        await _reads.DisposeAsync();
    }

    private async Task RunAsync(GrainWrite write, GrainId grainId)
    {
        // What follows needs nothing of the grain: only who asked goes back to its scheduler, once.
        await _writes.AddAsync(write, CancellationToken.None).ConfigureAwait(false);
        if (!write.Written)
        {
            throw new InconsistentStateException(
                $"The state of {grainId} is not the one that was read.", "unknown", write.Expected is { } read ? Tag(read) : "none");
        }
    }

    private static GrainRow RowOf(string stateName, GrainId grainId) =>
        new($"{grainId.Type}/{stateName}", grainId.Key.ToString()!);

    private static string Tag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static long? Version(string? tag) =>
        string.IsNullOrEmpty(tag) ? null : long.Parse(tag, CultureInfo.InvariantCulture);

    private static void Empty<T>(IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null!;
        grainState.RecordExists = false;
    }
}
