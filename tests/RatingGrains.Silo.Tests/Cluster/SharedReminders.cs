using System.Collections.Concurrent;

namespace RatingGrains.Cluster;

/// <summary>Reminders that outlive their silos, and are counted.</summary>
internal sealed class SharedReminders : IReminderTable
{
    private readonly ConcurrentDictionary<(GrainId, string), ReminderEntry> _rows = new();
    private int _etag;
    private readonly ConcurrentDictionary<string, int> _upsertsOf = new(StringComparer.Ordinal);
    private int _upserts;
    private int _removals;
    private int _rangeReads;

    /// <summary>The table does not answer.</summary>
    public bool Fails { get; set; }

    public int Upserts => Volatile.Read(ref _upserts);

    public int Removals => Volatile.Read(ref _removals);

    /// <summary>How often a silo has read its part of the table.</summary>
    public int RangeReads => Volatile.Read(ref _rangeReads);

    public int UpsertsOf(string grain) => _upsertsOf.GetValueOrDefault(grain);

    public ReminderEntry? Of(string grain) => _rows.Values.SingleOrDefault(row => row.GrainId.ToString() == grain);

    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        Task.FromResult(new ReminderTableData(_rows.Values.Where(row => row.GrainId == grainId)));

    public Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        Interlocked.Increment(ref _rangeReads);
        return Task.FromResult(new ReminderTableData(
            _rows.Values.Where(row => IsBetween(row.GrainId.GetUniformHashCode(), begin, end)).Select(Copy)));
    }

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        Task.FromResult(_rows.TryGetValue((grainId, reminderName), out var row) ? Copy(row) : null);

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        if (Fails)
            throw new IOException("The table does not answer.");
        Interlocked.Increment(ref _upserts);
        _upsertsOf.AddOrUpdate(entry.GrainId.ToString(), 1, (_, count) => count + 1);
        var row = Copy(entry);
        row.ETag = $"{Interlocked.Increment(ref _etag)}";
        _rows[(row.GrainId, row.ReminderName)] = row;
        return Task.FromResult<string?>(row.ETag);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        Interlocked.Increment(ref _removals);
        return Task.FromResult(_rows.TryGetValue((grainId, reminderName), out var row) && row.ETag == eTag
            && _rows.TryRemove(new KeyValuePair<(GrainId, string), ReminderEntry>((grainId, reminderName), row)));
    }

    public Task TestOnlyClearTable()
    {
        _rows.Clear();
        return Task.CompletedTask;
    }

    /// <summary>On the ring: the begin is out, the end is in.</summary>
    private static bool IsBetween(uint hash, uint begin, uint end) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    private static ReminderEntry Copy(ReminderEntry row) => new()
    {
        GrainId = row.GrainId,
        ReminderName = row.ReminderName,
        StartAt = row.StartAt,
        Period = row.Period,
        ETag = row.ETag,
    };
}
