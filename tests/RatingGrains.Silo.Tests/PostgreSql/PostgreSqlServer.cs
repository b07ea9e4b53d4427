using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>A PostgreSQL server of one's own, in a folder of its own, on a free port; from the machine's installation.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string User = "grains";
    private static readonly string? Programs = FindPrograms();

    private readonly string _folder;
    private readonly int _port;
    private int _databases;

    private PostgreSqlServer(string folder, int port) => (_folder, _port) = (folder, port);

    /// <summary>Why there is no server here; null where there can be one.</summary>
    public static string? Absent => Programs is null
        ? "PostgreSQL is not installed: no pg_ctl under /usr/lib/postgresql/*/bin (apt-get install postgresql)"
        : null;

    /// <param name="durable">False leaves out syncs: a killed server loses nothing by it, only a machine without power would.</param>
    public static async Task<PostgreSqlServer> StartAsync(bool durable = false, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("rating-grains-pg-").FullName;
        var server = new PostgreSqlServer(folder, FreePort.Take());
        if (IsRoot)
            await RunAsync("chown", "postgres", folder);
        await server.ProgramAsync("initdb", "-D", server.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        string[] all =
        [
            "listen_addresses = '127.0.0.1'", $"port = {server._port}", $"unix_socket_directories = '{folder}'",
            "max_connections = 200", "fsync = " + (durable ? "on" : "off"), .. settings,
        ];
        await File.AppendAllLinesAsync(Path.Combine(server.Data, "postgresql.conf"), all);
        await server.UpAsync();
        server.Outlive();
        return server;
    }

    public Task UpAsync() => ProgramAsync("pg_ctl", "start", "-w", "-t", "60", "-D", Data, "-l", Path.Combine(_folder, "log"));

    /// <summary>As if it were killed: connections break, nothing is finished.</summary>
    public Task DownAsync() => ProgramAsync("pg_ctl", "stop", "-w", "-m", "immediate", "-D", Data);

    /// <summary>A new database; how to connect to it.</summary>
    public async Task<string> DatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"grains{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public ValueTask DisposeAsync()
    {
        StopForGood();
        return ValueTask.CompletedTask;
    }

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => Path.Combine(_folder, "data");

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Database = database,
        Username = User,
        Timeout = 5,
        MaxPoolSize = 40,
    }.ToString();

    /// <summary>A process that is killed cannot clear up, so another waits for its end and does.</summary>
    private void Outlive()
    {
        var stop = $"{(IsRoot ? "runuser -u postgres -- " : "")}{Programs}/pg_ctl stop -m immediate -D {Data}";
        var script = $"while kill -0 {Environment.ProcessId} && test -d {_folder}; do sleep 1; done; {stop}; rm -rf {_folder}";
        _ = Start("setsid", "/bin/sh", "-c", script);
    }

    private void StopForGood()
    {
        if (!Directory.Exists(_folder))
            return;
        try
        {
            DownAsync().GetAwaiter().GetResult();
        }
        catch (InvalidOperationException)
        {
            // It was down.
        }
        Directory.Delete(_folder, recursive: true);
    }

    private Task ProgramAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs ?? throw new InvalidOperationException(Absent), program);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    /// <summary>Its output is not read: a server that it starts would inherit the pipe and hold it open.</summary>
    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static string? FindPrograms() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "pg_ctl"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;
}
