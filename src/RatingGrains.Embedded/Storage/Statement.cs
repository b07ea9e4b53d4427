using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RatingGrains.Embedded.Storage;

/// <summary>A prepared statement that is bound and run many times. The writer's hot path uses these instead of
/// SqliteCommand, which allocates a reader and boxes each value.</summary>
internal sealed class Statement : IDisposable
{
    private const int StackBytes = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _next = 1;

    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    public Statement Bind(long value)
    {
        raw.sqlite3_bind_int64(_statement, _next++, value);
        return this;
    }

    public Statement Bind(long? value) => value is { } given ? Bind(given) : BindNull();

    public Statement Bind(int? value) => value is { } given ? Bind((long)given) : BindNull();

    public Statement Bind(DateTimeOffset value) => Bind(value.ToUnixTimeMilliseconds());

    public Statement Bind(DateTimeOffset? value) => Bind(value?.ToUnixTimeMilliseconds());

    public Statement Bind(string? value)
    {
        if (value is null)
            return BindNull();
        var length = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (length <= StackBytes)
        {
            Span<byte> buffer = stackalloc byte[StackBytes];
            raw.sqlite3_bind_text(_statement, _next++, buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
        }
        else
        {
            raw.sqlite3_bind_text(_statement, _next++, Encoding.UTF8.GetBytes(value).AsSpan());
        }
        return this;
    }

    public Statement Bind(ReadOnlySpan<byte> value)
    {
        raw.sqlite3_bind_blob(_statement, _next++, value);
        return this;
    }

    /// <summary>Runs a statement that returns no row.</summary>
    /// <exception cref="SqliteException">The database refused it.</exception>
    public void Run()
    {
        try
        {
            Check(raw.sqlite3_step(_statement));
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Steps to the next row; after the last one the statement is ready to be bound again.</summary>
    public bool Read()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        Reset();
        Check(result);
        return false;
    }

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public string? MaybeText(int column) =>
        raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : Text(column);

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Reset()
    {
        raw.sqlite3_reset(_statement);
        _next = 1;
    }

    public void Dispose() => _statement.Dispose();

    private Statement BindNull()
    {
        raw.sqlite3_bind_null(_statement, _next++);
        return this;
    }

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
