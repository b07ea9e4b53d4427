using System.Data.Common;

namespace RatingGrains.Sql.Webhooks;

/// <summary>Where webhooks and their deliveries are written; each shell has its way to a transaction.</summary>
public interface IWebhookDatabase
{
    IReadConnections Reading { get; }

    IStreamPulses Pulses { get; }

    /// <summary>At the end of a query: keeps the rows that it finds from being found so by another, and passes over those
    /// that are.</summary>
    string PassOverLocked { get; }

    /// <summary>Runs the work in one transaction, perhaps more than once: it must not remember anything of a former run.
    /// On SQLite it runs on the thread that writes, so it awaits nothing but the connection.</summary>
    /// <param name="beat">The stream that has grown by it; null where none has.</param>
    /// <exception cref="Ports.StoreUnavailableException">Nothing was written.</exception>
    Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, string? beat, CancellationToken cancellationToken);

    /// <summary>Changes who is told, one change at a time.</summary>
    /// <exception cref="Ports.StoreUnavailableException">Nothing was written.</exception>
    Task<T> ChangeAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken);
}
