using System.Security.Cryptography;
using Npgsql;
using RatingGrains.Api.Hosting;
using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Silo.Hosting;

/// <summary>Says in one line why a silo did not start. What it does not know it leaves to be a crash with its trace.</summary>
internal static class SiloFailure
{
    public static string? Describe(Exception failure, string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        return StartFailure.Describe(failure, configuration["urls"] ?? SiloHost.DefaultUrl) ?? failure switch
        {
            StoreUnavailableException gone => $"The store cannot be used: {gone.Message}",
            InvalidDataException broken => $"The database cannot be used: {broken.Message}.",
            CryptographicException =>
                "The secrets in the database cannot be opened: Cluster:SecretKey is not the key that they were sealed with.",
            PostgresException refused when IsForbidden(refused) => $"The database cannot be used: {refused.MessageText}.",
            NpgsqlException away when StoreFailures.IsAway(away) => $"The database does not answer: {away.Message}.",
            UnauthorizedAccessException denied => $"The first admin key cannot be written: {denied.Message} Set Auth:AdminKey.",
            _ => null,
        };
    }

    /// <summary>Not this user, no such database, or not what this user may do; by the classes of SQLSTATE.</summary>
    private static bool IsForbidden(PostgresException refused) =>
        refused.SqlState.StartsWith("28", StringComparison.Ordinal)
        || refused.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege;
}
