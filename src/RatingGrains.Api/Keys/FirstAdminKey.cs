using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using RatingGrains.Ports;

namespace RatingGrains.Api.Keys;

/// <summary>Sees to it that somebody can begin: a host calls it once at start.</summary>
public sealed class FirstAdminKey
{
    private const string ConfiguredId = "configured-admin";
    private const string Subject = "admin";
    private readonly IKeyStore _keys;
    private readonly TimeProvider _clock;
    private readonly string? _configured;

    internal FirstAdminKey(IKeyStore keys, TimeProvider clock, IOptions<AuthOptions> options) =>
        (_keys, _clock, _configured) = (keys, clock, options.Value.AdminKey);

    /// <summary>Takes the configured key, or makes one where there is no admin yet.</summary>
    /// <param name="file">Where a key that is made here is written, readable by its owner only.</param>
    /// <returns>The file where the key is; null where it was configured, or an admin was there before.</returns>
    public async Task<string?> EnsureAsync(string file, CancellationToken cancellationToken)
    {
        if (_configured is not null)
        {
            await TakeConfiguredAsync(_configured, cancellationToken);
            return null;
        }
        if (_keys.All.Any(key => key.Role == ApiRole.Admin && !(key.ExpiresAt <= _clock.GetUtcNow())))
            return File.Exists(file) ? file : null;
        var made = NewKey.Make();
        await WriteAsync(file, made, cancellationToken);
        await _keys.AddAsync(Admin(NewKey.MakeId(), made), cancellationToken);
        return file;
    }

    /// <summary>Another key in the configuration takes the place of the one before.</summary>
    private async Task TakeConfiguredAsync(string configured, CancellationToken cancellationToken)
    {
        if (_keys.Find(Bearer.Hash(configured)) is { Role: ApiRole.Admin })
            return;
        await _keys.DeleteAsync(ConfiguredId, cancellationToken);
        await _keys.AddAsync(Admin(ConfiguredId, configured), cancellationToken);
    }

    private ApiKey Admin(string id, string key) =>
        new(id, [.. Bearer.Hash(key)], ApiRole.Admin, Subject, null, [], null, _clock.GetUtcNow(), null);

    private static async Task WriteAsync(string file, string key, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Created anew, because a mode is given to new files only.
        File.Delete(file);
        await using var writer = new StreamWriter(new FileStream(file, options));
        await writer.WriteLineAsync(key.AsMemory(), cancellationToken);
    }
}

/// <summary>256 random bits, and names for them that say nothing.</summary>
internal static class NewKey
{
    private const string Prefix = "rg_";
    private const int KeyBytes = 32;
    private const int IdBytes = 12;

    public static string Make() => Prefix + Random(KeyBytes);

    /// <summary>Lower-case letters and digits only: clients take no other for part of an address.</summary>
    public static string MakeForPath() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    public static string MakeId() => Random(IdBytes);

    public static string Random(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));
}
