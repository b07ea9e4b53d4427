using System.Collections.Immutable;
using RatingGrains.Channels;

namespace RatingGrains.Ports;

/// <summary>Keys of the API. Only their hashes are kept. Lookups are from memory: a deleted key stops at once, on a
/// cluster within a second.</summary>
public interface IKeyStore
{
    /// <param name="hash">SHA-256 of the key.</param>
    ApiKey? Find(ReadOnlySpan<byte> hash);

    IReadOnlyList<ApiKey> All { get; }

    /// <summary>When the key was last used, to the minute; null for never.</summary>
    DateTimeOffset? LastUsedAt(string id);

    /// <returns>False where a key with this id or hash is there already.</returns>
    Task<bool> AddAsync(ApiKey key, CancellationToken cancellationToken);

    Task<bool> DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>Deletes a key, but never the last of the admins' that is valid at <paramref name="now"/>, whoever else
    /// deletes one at the same time.</summary>
    Task<KeyDeletion> DeleteUnlessLastAdminAsync(string id, DateTimeOffset now, CancellationToken cancellationToken);

    void Touch(string id, DateTimeOffset at);
}

/// <param name="Subject">Whose key it is: an agent's id, a supervisor's name, a connector's.</param>
public sealed record ApiKey(
    string Id,
    ImmutableArray<byte> Hash,
    ApiRole Role,
    string Subject,
    string? Team,
    ImmutableArray<ChannelId> Channels,
    ApiRights? Rights,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    ApiKeyKind Kind = ApiKeyKind.Plain);

public enum ApiKeyKind
{
    Plain,

    /// <summary>Part of the address of a webhook, as clients of Bitrix24 have it.</summary>
    Bitrix24,
}

public enum KeyDeletion
{
    Deleted,
    Unknown,
    LastAdmin,
}

public enum ApiRole
{
    Admin,
    Supervisor,
    Agent,
    Connector,
    Viewer,
}

/// <summary>Rights that a key was given beside its role's.</summary>
public sealed record ApiRights(ApiScope? List, ApiScope? History, ApiScope? Rate);

public enum ApiScope
{
    None,
    Own,
    Team,
    Any,
}

/// <summary>Answers to requests with an <c>Idempotency-Key</c>, kept 24 hours per API key.</summary>
public interface IIdempotencyStore
{
    Task<StoredAnswer?> FindAsync(string keyId, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Keeps the answer; where one is there already it stays.</summary>
    Task SaveAsync(string keyId, string idempotencyKey, StoredAnswer answer, CancellationToken cancellationToken);
}

/// <param name="Request">Fingerprint of method, path and body.</param>
/// <param name="Body">Null where the answer must not be kept (a new key is shown once).</param>
public sealed record StoredAnswer(long Request, int Status, string? Location, byte[]? Body);

/// <summary>Keys that sign customers' tokens; two may be valid at a time.</summary>
public interface ISigningKeys
{
    /// <summary>Newest first; the first one signs, all verify.</summary>
    ImmutableArray<SigningKey> Valid { get; }

    /// <summary>Makes a new one; of the older ones only the newest stays valid.</summary>
    Task RotateAsync(CancellationToken cancellationToken);
}

public sealed record SigningKey(int Id, ImmutableArray<byte> Secret, DateTimeOffset CreatedAt);

/// <summary>Keeps secrets of others unreadable at rest.</summary>
public interface ISecretBox
{
    string Seal(string secret);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Sealed elsewhere, or damaged.</exception>
    string Open(string sealedSecret);
}
