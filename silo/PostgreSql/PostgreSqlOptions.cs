using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Npgsql;
using RatingGrains.Sql;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>The database of a cluster; the section is <c>Cluster</c>.</summary>
internal sealed class PostgreSqlOptions
{
    /// <summary>As Npgsql writes it: <c>Host=…;Database=…;Username=…</c>.</summary>
    [Required]
    public string ConnectionString { get; set; } = "";

    /// <summary>Whether the silo enters with its managed identity in Azure, and there is no password anywhere.</summary>
    public bool ManagedIdentity { get; set; }

    /// <summary>32 bytes in base64, the same on every silo: they seal the messengers' tokens and the keys that sign
    /// customers' tokens, and are kept apart from the database.</summary>
    [Required]
    public string SecretKey { get; set; } = "";

    /// <summary>How long a start waits for a database that does not answer yet.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

internal sealed class PostgreSqlOptionsValidator : IValidateOptions<PostgreSqlOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgreSqlOptions options)
    {
        var broken = new List<string>();
        if (!IsConnectionString(options.ConnectionString))
            broken.Add("Cluster:ConnectionString must name a PostgreSQL database, as in Host=…;Database=…;Username=…");
        else if (options.ManagedIdentity && !IsForIdentity(options.ConnectionString))
            broken.Add("Cluster:ConnectionString must have a Username and no Password where Cluster:ManagedIdentity is set.");
        var key = new byte[SecretBox.KeySize];
        if (!Convert.TryFromBase64String(options.SecretKey, key, out var length) || length != key.Length)
            broken.Add($"Cluster:SecretKey must be {SecretBox.KeySize} bytes in base64, the same on every silo.");
        if (options.StartTimeout < TimeSpan.Zero || options.StartTimeout > TimeSpan.FromMinutes(10))
            broken.Add("Cluster:StartTimeout must be between 0 and 10 minutes.");
        return broken.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(broken);
    }

    private static bool IsForIdentity(string text) =>
        new NpgsqlConnectionStringBuilder(text) is { Username.Length: > 0, Password: null or "" };

    private static bool IsConnectionString(string text)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
