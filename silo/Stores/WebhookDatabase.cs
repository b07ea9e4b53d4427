using System.Data.Common;
using RatingGrains.Sql;
using RatingGrains.Sql.Webhooks;

namespace RatingGrains.Silo.Stores;

/// <summary>Webhooks in the database that all silos share.</summary>
internal sealed class WebhookDatabase(IStoreDatabase database, IStreamPulses pulses) : IWebhookDatabase
{
    public IReadConnections Reading => database;

    public IStreamPulses Pulses => pulses;

    public string PassOverLocked => database.PassOverLocked;

    public async Task<T> WriteAsync<T>(
        Func<DbConnection, Task<T>> work, string? beat, CancellationToken cancellationToken)
    {
        T result = default!;
        await database.WriteAsync(
            async transaction =>
            {
                result = await work(transaction.Connection);
                if (beat is not null)
                    transaction.Beat(beat);
            },
            cancellationToken);
        return result;
    }

    public async Task<T> ChangeAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        T result = default!;
        await database.WriteAsync(
            async transaction =>
            {
                await Marks.AdvanceAsync(transaction, Marks.Webhooks, cancellationToken);
                result = await work(transaction.Connection);
            },
            cancellationToken);
        return result;
    }
}

/// <summary>Learns of webhooks that another silo has changed.</summary>
internal sealed class WebhookRefresh(WebhookStore webhooks) : IRefreshed
{
    public string Mark => Marks.Webhooks;

    public Task RefreshAsync(CancellationToken cancellationToken) => webhooks.RefreshAsync(cancellationToken);
}
