using System.Security.Cryptography;
using System.Text;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;

namespace RatingGrains.Embedded.Stores;

/// <summary>AES-256-GCM under a key in a file of its own beside the database, readable by its owner only: a copy of the
/// database alone reveals no secret.</summary>
internal sealed class SecretBox : ISecretBox
{
    private const string Prefix = "v1.";
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _key;

    public SecretBox(Database database) => _key = OwnersFile.ReadOrMake(
        database.Path + ".secret-key", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Convert.FromBase64String);

    public string Seal(string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var box = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(
            box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize));
        return Prefix + Convert.ToBase64String(box);
    }

    public string Open(string sealedSecret)
    {
        if (!sealedSecret.StartsWith(Prefix, StringComparison.Ordinal))
            throw new CryptographicException("Not a sealed secret.");
        var box = Convert.FromBase64String(sealedSecret[Prefix.Length..]);
        var plain = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_key, TagSize);
        aes.Decrypt(
            box.AsSpan(0, NonceSize), box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize), plain);
        return Encoding.UTF8.GetString(plain);
    }
}
