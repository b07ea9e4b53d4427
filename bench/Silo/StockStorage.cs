using Npgsql;

namespace RatingGrains.Bench.Silo;

/// <summary>The tables of Orleans' own provider for grain storage.</summary>
internal static class StockStorage
{
    public const string Invariant = "Npgsql";

    /// <param name="scripts">The folder of that project's own scripts; null for <c>StockStorage.sql</c>.</param>
    public static async Task MakeAsync(string connectionString, string? scripts)
    {
        if (scripts is null)
        {
            using var reader = new StreamReader(typeof(StockStorage).Assembly.GetManifestResourceStream("StockStorage.sql")!);
            await RunAsync(connectionString, await reader.ReadToEndAsync());
            return;
        }
        foreach (var name in new[] { "PostgreSQL-Main.sql", "PostgreSQL-Persistence.sql" })
            await RunAsync(connectionString, await File.ReadAllTextAsync(Path.Combine(scripts, name)));
    }

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        // As it is: the queries in it have parameters of their own.
        await using var batch = new NpgsqlCommand(sql, connection);
        await batch.ExecuteNonQueryAsync();
    }
}
