using RatingGrains.Embedded.Storage;
using RatingGrains.Figures;

namespace RatingGrains.Embedded.Engine;

/// <summary>Writes a batch in one transaction: snapshots, read side, logs, figures. Either all of it is there or none.</summary>
internal sealed class Journal(Database database, ActorTables tables) : IDisposable
{
    private readonly Statement _begin = new(database.Writer, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(database.Writer, "COMMIT");
    private readonly Statement _rollback = new(database.Writer, "ROLLBACK");
    private readonly Statement _beginChore = new(database.Writer, "SAVEPOINT chore");
    private readonly Statement _undoChore = new(database.Writer, "ROLLBACK TO chore");
    private readonly Statement _endChore = new(database.Writer, "RELEASE chore");
    private readonly ConversationWriter _conversations = new(database.Writer);
    private readonly StreamWriter _streams = new(database.Writer);
    private readonly WebhookWriter _webhooks = new(database.Writer);
    private readonly SearchWriter _search = new(database.Writer);
    private readonly FigureWriter _figures = new(database.Writer);
    private readonly FigureChanges _changes = new();

    /// <summary>Whether texts wait to be made searchable.</summary>
    public bool HasTextsToIndex => _search.IsBehind;

    /// <summary>Whether the index may lie in pieces that could be put together.</summary>
    public bool HasIndexToMerge => _search.IsScattered;

    /// <summary>Whether the last merge found nothing more to put together.</summary>
    public bool HasMergedAll => _search.IsMerged;

    /// <summary>Before the turns, so that what they read is read in the same transaction: an own one for each reading
    /// would cost more than the reading.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The file cannot be written now.</exception>
    public void Begin() => _begin.Run();

    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">Nothing was written.</exception>
    public void Commit(Batch batch, DateTimeOffset now)
    {
        try
        {
            Write(batch, now);
            _commit.Run();
        }
        finally
        {
            _changes.Clear();
        }
        _search.Keep();
    }

    /// <summary>Makes some of the texts that wait searchable, in the transaction at hand.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">As if it had not begun.</exception>
    public void IndexTexts() => DoChore(static search => search.CatchUp());

    /// <summary>Puts some of the index of texts together, in the transaction at hand.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">As if it had not begun.</exception>
    public void MergeIndex() => DoChore(static search => search.Merge());

    public void Rollback()
    {
        _search.Forget();
        try
        {
            _rollback.Run();
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // Where the failure ended the transaction by itself there is nothing to roll back.
        }
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _beginChore.Dispose();
        _undoChore.Dispose();
        _endChore.Dispose();
        _conversations.Dispose();
        _streams.Dispose();
        _webhooks.Dispose();
        _search.Dispose();
        _figures.Dispose();
    }

    /// <summary>What nobody waits for must not fail those who wait for the same transaction.</summary>
    private void DoChore(Action<SearchWriter> act)
    {
        _beginChore.Run();
        try
        {
            act(_search);
            _endChore.Run();
        }
        catch
        {
            _search.Forget();
            _undoChore.Run();
            _endChore.Run();
            throw;
        }
    }

    private void Write(Batch batch, DateTimeOffset now)
    {
        foreach (var actor in batch.Channels.Where(actor => actor.IsDirty))
            tables.Channels.Write(actor);
        foreach (var actor in batch.Agents.Where(actor => actor.IsDirty))
            tables.Agents.Write(actor);
        foreach (var actor in batch.Threads.Where(actor => actor.IsDirty))
            tables.Threads.Write(actor);
        foreach (var actor in batch.Conversations.Where(actor => actor.IsDirty))
        {
            tables.Conversations.Write(actor);
            var (before, after) = (actor.Committed, actor.Snapshot);
            var known = before.Version == 0 ? null : before.State;
            _conversations.Write(known, after.State, after.Version);
            _search.Write(known, after.State);
            _changes.Move(
                after.State.Thread.Channel, known is null ? default : Standing.Of(known), Standing.Of(after.State));
        }
        foreach (var (conversation, id, message) in batch.Messages)
            _streams.Write(conversation.Snapshot.State.Number, id, message);
        foreach (var (conversation, id, entry) in batch.History)
            _streams.Write(conversation.Snapshot.State.Number, id, entry);
        foreach (var (message, at) in batch.CustomerEvents)
            _streams.Write(message, at);
        foreach (var (agent, sequence, item) in batch.AgentItems)
            _streams.Write(agent, sequence, item);
        foreach (var read in batch.AgentsRead)
            _streams.Write(read);
        foreach (var (webhook, id, news) in batch.News)
            _webhooks.Write(webhook, id, news, now);
        _search.Flush();
        _figures.Write(_changes);
        foreach (var write in batch.Writes)
            write();
    }
}
