using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using RatingGrains.Api.Hosting;

namespace RatingGrains.Embedded.Host;

/// <summary>Says in one line why the host did not start. What it does not know it leaves to be a crash with its trace.</summary>
internal static class DatabaseFailure
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Damaged = 11;
    private const int NotADatabase = 26;

    public static string? Describe(Exception failure, IConfiguration configuration)
    {
        var database = Path.GetFullPath(configuration["Storage:Path"] ?? new Storage.StorageOptions().Path);
        return StartFailure.Describe(failure, configuration["urls"] ?? RatingHost.DefaultUrl) ?? failure switch
        {
            SqliteException broken => $"The database '{database}' cannot be used: {Reason(broken)}.",
            InvalidDataException broken => $"The database '{database}' cannot be used: {broken.Message}.",
            CryptographicException => $"The secrets in '{database}' cannot be opened: '{database}.secret-key' is not the file they were sealed with.",
            UnauthorizedAccessException denied => $"The database '{database}' cannot be used: {denied.Message}",
            IOException broken => $"The database '{database}' cannot be used: {broken.Message}",
            _ => null,
        };
    }

    private static string Reason(SqliteException broken) => broken.SqliteErrorCode switch
    {
        Busy or Locked => "another process has locked it",
        ReadOnly => "it is read-only",
        Full => "the disk is full",
        CannotOpen => "it cannot be opened, or its folder cannot be written to",
        Damaged => "the file is damaged",
        NotADatabase => "the file is not a database",
        _ => broken.Message,
    };
}
