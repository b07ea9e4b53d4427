using System.Security.Cryptography;
using System.Text;
using RatingGrains.Ports;

namespace RatingGrains.Sql;

/// <summary>AES-256-GCM under a key that is kept outside the database: a copy of the database alone reveals no secret.</summary>
/// <param name="key">32 bytes.</param>
public sealed class SecretBox(byte[] key) : ISecretBox
{
    public const int KeySize = 32;

    private const string Prefix = "v1.";
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public string Seal(string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var box = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
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
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            box.AsSpan(0, NonceSize), box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize), plain);
        return Encoding.UTF8.GetString(plain);
    }
}
