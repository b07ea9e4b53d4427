using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace RatingGrains.Embedded.Host;

/// <summary>Says in one line why the host did not start. What it does not know it leaves to be a crash with its trace.</summary>
internal static class StartFailure
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
        return failure switch
        {
            OptionsValidationException invalid => "A setting is wrong: " + string.Join(" ", invalid.Failures),
            AddressInUseException => $"The address is in use: {configuration["urls"] ?? RatingHost.DefaultUrl}. Choose another by --urls.",
            SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable or SocketError.AccessDenied } socket =>
                $"Cannot listen at {configuration["urls"] ?? RatingHost.DefaultUrl}: {socket.Message}.",
            IOException { InnerException: AddressInUseException } =>
                $"The address is in use: {configuration["urls"] ?? RatingHost.DefaultUrl}. Choose another by --urls.",
            IOException { InnerException: SocketException socket } =>
                $"Cannot listen at {configuration["urls"] ?? RatingHost.DefaultUrl}: {socket.Message}.",
            InvalidOperationException { InnerException: FormatException } wrong => $"A setting is wrong: {wrong.Message}",
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
