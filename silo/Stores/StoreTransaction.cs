using System.Data.Common;

namespace RatingGrains.Silo.Stores;

/// <summary>One transaction on the store.</summary>
internal abstract class StoreTransaction
{
    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);

    /// <summary>The streams that have grown by this transaction.</summary>
    public IReadOnlyCollection<string> Streams => _streams;

    /// <summary>Whether rows that are new but for a repeat may be there already. To look takes a database almost as long as
    /// to write, so a first try takes them for new; where one is there, nothing is written, and the next try looks.</summary>
    public abstract bool LooksFirst { get; }

    /// <summary>For statements that are the same for every shell.</summary>
    public abstract DbConnection Connection { get; }

    /// <returns>How many rows changed.</returns>
    public abstract Task<int> RunAsync(
        RowStatement statement, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken);

    public abstract Task<List<T>> ReadAsync<T>(
        RowStatement statement, IReadOnlyList<object?[]> rows, Func<DbDataReader, T> map, CancellationToken cancellationToken);

    /// <summary>Who follows this stream will look once the transaction is through.</summary>
    public void Beat(string stream) => _streams.Add(stream);
}
