using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Silo.Stores;

/// <summary>The database that all silos of a cluster share: read side, keys, answers, directory.</summary>
internal interface IStoreDatabase : IReadConnections, IStoreHealth
{
    /// <summary>At the end of a query: locks what it finds, and passes over what another has locked.</summary>
    string PassOverLocked { get; }

    /// <summary>Runs the work in one transaction. Where another transaction was in its way it is run again from the
    /// beginning, so it must not remember anything of a former run. After the commit the streams that it told of beat,
    /// here and on every other silo.</summary>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    /// <exception cref="System.Data.Common.DbException">The database refused this very work; nothing was written.</exception>
    Task WriteAsync(Func<StoreTransaction, Task> work, CancellationToken cancellationToken);
}

/// <summary>Somebody else wrote the same row at the same moment: what was decided on is no longer so.</summary>
internal sealed class StoreRaceException() : Exception("A row was written by another transaction meanwhile.");
