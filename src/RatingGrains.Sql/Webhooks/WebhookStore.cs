using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Json;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Sql.Webhooks;

/// <summary>Webhooks in memory and in the database, for every shell.</summary>
public sealed class WebhookStore : IWebhooks
{
    private const string Changes = "changes";

    private readonly IWebhookDatabase _database;
    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly StreamPulses _changes = new();
    private volatile WebhookRing _ring;

    public WebhookStore(IWebhookDatabase database)
    {
        _database = database;
        _ring = Task.Run(() => LoadAsync(CancellationToken.None)).GetAwaiter().GetResult();
    }

    public ImmutableArray<Webhook> All => _ring.All;

    public Webhook? Find(WebhookId id) => _ring.Find(id);

    /// <summary>Who is to be told of it; mostly nobody, and that costs one look.</summary>
    public ImmutableArray<WebhookId> WhoHears(NewsKind kind, ChannelId channel) => _ring.WhoHears(kind, channel);

    public IWebhookBell Listen() => new WebhookBell(_changes.Listen(Changes));

    public async Task<bool> AddAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        var added = await _database.ChangeAsync(
            async connection =>
            {
                if (await CountAsync(connection) >= Webhook.CountMax)
                    return false;
                await connection.ExecuteAsync(
                    "INSERT INTO webhook (id, created_at, body) VALUES (@p1, @p2, @p3)",
                    webhook.Id.Value, webhook.CreatedAt.ToUnixTimeMilliseconds(), Write(webhook));
                return true;
            },
            cancellationToken);
        await RefreshAsync(cancellationToken);
        return added;
    }

    public async Task<Webhook?> ChangeAsync(
        WebhookId id, Func<Webhook, Webhook> change, CancellationToken cancellationToken)
    {
        var changed = await _database.ChangeAsync(
            async connection =>
            {
                var found = await connection.ListAsync(
                    reader => Read(reader.GetString(0)), "SELECT body FROM webhook WHERE id = @p1", id.Value);
                if (found is not [var before])
                    return null;
                var after = change(before);
                await connection.ExecuteAsync("UPDATE webhook SET body = @p2 WHERE id = @p1", id.Value, Write(after));
                return after;
            },
            cancellationToken);
        await RefreshAsync(cancellationToken);
        return changed;
    }

    public async Task<bool> DeleteAsync(WebhookId id, CancellationToken cancellationToken)
    {
        var deleted = await _database.ChangeAsync(
            connection => connection.ExecuteAsync("DELETE FROM webhook WHERE id = @p1", id.Value), cancellationToken);
        await RefreshAsync(cancellationToken);
        return deleted == 1;
    }

    /// <summary>Another process has changed them.</summary>
    /// <exception cref="StoreUnavailableException">The view stays as it was.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // One at a time, so that an older view cannot take a newer one's place.
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            _ring = await LoadAsync(cancellationToken);
        }
        finally
        {
            _refreshing.Release();
        }
        _changes.Beat(Changes);
    }

    private async Task<WebhookRing> LoadAsync(CancellationToken cancellationToken) => new(
    [
        .. await _database.Reading.ListAsync(
            reader => Read(reader.GetString(0)), cancellationToken, "SELECT body FROM webhook ORDER BY created_at, id"),
    ]);

    private static async Task<long> CountAsync(DbConnection connection) =>
        (await connection.ListAsync(reader => reader.GetInt64(0), "SELECT count(*) FROM webhook"))[0];

    private static string Write(Webhook webhook) => JsonSerializer.Serialize(webhook, CoreJson.Default.Webhook);

    private static Webhook Read(string stored) => JsonSerializer.Deserialize(stored, CoreJson.Default.Webhook)!;
}
