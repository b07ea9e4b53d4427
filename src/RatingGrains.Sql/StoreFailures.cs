using System.Data.Common;
using RatingGrains.Ports;

namespace RatingGrains.Sql;

/// <summary>Tells a database that is away from one that refuses what it was asked.</summary>
public static class StoreFailures
{
    /// <summary>Whether asking again later may help: the connection broke, or the server starts, stops or is full.</summary>
    public static bool IsAway(DbException broken) =>
        broken.IsTransient
        // By the classes of SQLSTATE: connection, resources, intervention by an operator, system; and a standby.
        || (broken.SqlState is { Length: 5 } state
            && (state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
                || state.StartsWith("57", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal)
                || state == "25006"));

    public static StoreUnavailableException Unavailable(Exception broken) =>
        new("The database does not answer now.", broken);
}
