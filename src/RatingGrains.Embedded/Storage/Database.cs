using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using RatingGrains.Ports;
using RatingGrains.Sql;
using SQLitePCL;

namespace RatingGrains.Embedded.Storage;

/// <summary>The one file: opens it, makes its tables, and hands out connections to read.</summary>
internal sealed class Database : IReadConnections, ISearchSql, IStoreHealth
{
    /// <summary>The layout of the file; a newer program refuses nothing older, an older one refuses a newer file.</summary>
    private const int Layout = 1;

    private const int MemoryStatistics = 9;

    private readonly string _readOnly;
    private readonly FileStream _lock;

    /// <summary>Each connection is used by one thread at a time, and nobody asks SQLite for the sum of its memory: the
    /// locks for both would be taken many times for each rating.</summary>
    static Database()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        raw.sqlite3_config(MemoryStatistics, 0);
    }

    public Database(IOptions<StorageOptions> options)
    {
        Options = options.Value;
        Path = System.IO.Path.GetFullPath(Options.Path);
        _readOnly = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadOnly,
            DefaultTimeout = 5,
        }.ToString();
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        _lock = TakeLock(Path + ".lock");
        try
        {
            Writer = OpenWriter();
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public StorageOptions Options { get; }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>The one connection that writes; the engine's own.</summary>
    public SqliteConnection Writer { get; }

    public ISearchSql Search => this;

    public string BeginView => "BEGIN";

    public string JoinInOrder => "CROSS JOIN";

    /// <summary>A common name has thousands of matches all over the file; this index is a hundredth of it.</summary>
    public string Openings => "conversation AS c INDEXED BY conversation_by_number";

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_readOnly);
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch (SqliteException broken)
        {
            await connection.DisposeAsync();
            throw new StoreUnavailableException("The database cannot be read now.", broken);
        }
        return connection;
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1 FROM meta LIMIT 1";
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (e is SqliteException or StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Closed by who writes, after its last write. Not disposable, because a container that knows it by several
    /// names would dispose it once for each, and the first time too early.</summary>
    public void Close()
    {
        Writer.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(_readOnly));
        _lock.Dispose();
    }

    public string Numbers(string parameter, bool withCustomerComment) =>
        $"SELECT rowid AS number FROM conversation_search WHERE conversation_search MATCH {parameter}";

    public string Pattern(string folded, bool withCustomerComment)
    {
        var phrase = $"\"{folded.Replace("\"", "\"\"")}\"";
        return withCustomerComment ? phrase : "{name supervisor_comment} : " + phrase;
    }

    /// <summary>Two processes would each believe that they are the only writer.</summary>
    private static FileStream TakeLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (File.Exists(path))
        {
            throw new InvalidDataException("another process is using it", taken);
        }
    }

    /// <summary>Tables are made and the layout is checked.</summary>
    private SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        connection.Open();
        try
        {
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, "PRAGMA synchronous = FULL");
            Execute(connection, "PRAGMA busy_timeout = 1000");
            Execute(connection, "PRAGMA wal_autocheckpoint = 16000");
            Execute(connection, "PRAGMA journal_size_limit = 134217728");
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size = -{Options.CacheMebibytes * 1024}"));
            if (Options.SizeMaxMebibytes is { } size)
                Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {size * 256L}"));
            CheckLayout(connection);
            Execute(connection, "BEGIN IMMEDIATE; " + Schema() + $"PRAGMA user_version = {Layout}; COMMIT");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void CheckLayout(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var found = Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (found > Layout)
            throw new InvalidDataException($"it was written by a newer version (layout {found}, this program knows {Layout})");
    }

    private static string Schema()
    {
        using var stream = typeof(Database).Assembly.GetManifestResourceStream("Schema.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
