using Microsoft.Data.Sqlite;
using RatingGrains.Conversations;
using RatingGrains.Embedded.Storage;
using RatingGrains.Sql;
using SQLitePCL;

namespace RatingGrains.Embedded.Engine;

/// <summary>Makes names and comments searchable. A few at once are indexed in their own commit; of many, the commit only
/// keeps which they are, and they are indexed together a little later: the index costs most per commit, not per text.</summary>
internal sealed class SearchWriter : IDisposable
{
    /// <summary>As many as this are indexed in the commit that brings them.</summary>
    private const int AtOnceMax = 8;

    /// <summary>Indexed in one transaction; more would make who waits for the next one wait.</summary>
    private const int CatchUpMax = 2048;

    /// <summary>Of the index, written in one transaction while it is put together: some milliseconds.</summary>
    private const int MergePages = 32;

    /// <summary>What SQLite's count of changes moves by, at most, when there was nothing to put together.</summary>
    private const int MergedNothing = 1;

    private readonly Statement _unsearch;
    private readonly Statement _search;
    private readonly Statement _defer;
    private readonly Statement _deferred;
    private readonly Statement _done;
    private readonly Statement _texts;
    private readonly Statement _merge;
    private readonly SqliteConnection _connection;
    private readonly List<(long Number, bool WasIndexed)> _changed = [];
    private bool _behind;
    private bool _behindAfterCommit;
    private bool _scattered;
    private bool _scatteredAfterCommit;

    public SearchWriter(SqliteConnection connection)
    {
        _connection = connection;
        _unsearch = new Statement(connection, "DELETE FROM conversation_search WHERE rowid = ?");
        _search = new Statement(connection, """
            INSERT INTO conversation_search (rowid, name, customer_comment, supervisor_comment) VALUES (?, ?, ?, ?)
            """);
        _defer = new Statement(connection, "INSERT OR IGNORE INTO search_due (number) VALUES (?)");
        _deferred = new Statement(connection, "SELECT number FROM search_due ORDER BY number LIMIT ?");
        _done = new Statement(connection, "DELETE FROM search_due WHERE number <= ?");
        _texts = new Statement(connection, """
            SELECT customer_name, customer_comment, supervisor_comment FROM conversation WHERE number = ?
            """);
        _merge = new Statement(
            connection, "INSERT INTO conversation_search (conversation_search, rank) VALUES ('merge', ?)");
        // What a process before this one left is caught up with too.
        _behind = _behindAfterCommit = _scattered = _scatteredAfterCommit = true;
    }

    /// <summary>Texts wait to be made searchable.</summary>
    public bool IsBehind => _behind;

    /// <summary>The index may lie in several pieces, each of which a search has to go through.</summary>
    public bool IsScattered => _scattered;

    /// <summary>The last merge of this transaction found one piece only.</summary>
    public bool IsMerged => !_scatteredAfterCommit;

    /// <param name="before">What the index shows; null where it does not know the conversation.</param>
    public void Write(ConversationState? before, ConversationState after)
    {
        var was = TextsOf(before);
        if (was != TextsOf(after))
            _changed.Add((after.Number, was != default));
    }

    /// <summary>After the rows of the batch are written: indexes what changed, or keeps for later what it was.</summary>
    public void Flush()
    {
        if (_changed.Count > AtOnceMax)
        {
            foreach (var (number, _) in _changed)
                _defer.Bind(number).Run();
            _behindAfterCommit = true;
        }
        else
        {
            foreach (var (number, wasIndexed) in _changed)
                Index(number, wasIndexed);
        }
        _changed.Clear();
    }

    public void CatchUp()
    {
        var numbers = new List<long>();
        _deferred.Bind((long)CatchUpMax);
        while (_deferred.Read())
            numbers.Add(_deferred.Long(0));
        foreach (var number in numbers)
            Index(number, wasIndexed: true);
        if (numbers.Count > 0)
            _done.Bind(numbers[^1]).Run();
        _behindAfterCommit = numbers.Count == CatchUpMax;
    }

    /// <summary>Puts some of the index together; all of it in as many calls as that takes.</summary>
    public void Merge()
    {
        var before = raw.sqlite3_total_changes(_connection.Handle);
        _merge.Bind((long)MergePages).Run();
        _scatteredAfterCommit = raw.sqlite3_total_changes(_connection.Handle) - before > MergedNothing;
    }

    /// <summary>The commit is through.</summary>
    public void Keep() => (_behind, _scattered) = (_behindAfterCommit, _scatteredAfterCommit);

    /// <summary>The commit failed: as if it had not begun.</summary>
    public void Forget()
    {
        _changed.Clear();
        (_behindAfterCommit, _scatteredAfterCommit) = (_behind, _scattered);
    }

    public void Dispose()
    {
        _unsearch.Dispose();
        _search.Dispose();
        _defer.Dispose();
        _deferred.Dispose();
        _done.Dispose();
        _texts.Dispose();
        _merge.Dispose();
    }

    private static (string?, string?, string?) TextsOf(ConversationState? state) =>
        (state?.CustomerName, state?.CustomerRating?.Comment, state?.SupervisorRating?.Comment);

    /// <summary>From the row, so that it does not matter how often or in which order.</summary>
    private void Index(long number, bool wasIndexed)
    {
        _scatteredAfterCommit = true;
        if (wasIndexed)
            _unsearch.Bind(number).Run();
        _texts.Bind(number);
        if (!_texts.Read())
            return;
        var (name, customer, supervisor) = (Fold(0), Fold(1), Fold(2));
        _texts.Reset();
        if ((name, customer, supervisor) != default)
            _search.Bind(number).Bind(name).Bind(customer).Bind(supervisor).Run();
    }

    private string? Fold(int column) => _texts.MaybeText(column) is { } text ? SearchText.Fold(text) : null;
}
