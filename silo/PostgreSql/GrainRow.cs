namespace RatingGrains.Silo.PostgreSql;

/// <summary>Which row of <c>grain_state</c>.</summary>
/// <param name="Type">The grain's type and the name of its state.</param>
internal readonly record struct GrainRow(string Type, string Key);

/// <summary>One row that somebody waits to have written.</summary>
/// <param name="Expected">The version that was read; null where there was none.</param>
/// <param name="Body">Null where the row is to go.</param>
internal sealed record GrainWrite(GrainRow Row, long? Expected, ReadOnlyMemory<byte>? Body)
{
    /// <summary>Whether the row was still as it had been read.</summary>
    public bool Written { get; set; }
}

/// <summary>One row that somebody waits to have read.</summary>
internal sealed record GrainRead(GrainRow Row)
{
    /// <summary>Null where there is none.</summary>
    public (long Version, byte[] Body)? Found { get; set; }
}
