using RatingGrains.Api.Http;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Channels.Messengers;

/// <summary>An own sender that signs its messages.</summary>
/// <param name="Secret">At least 16 characters, because whoever guesses it speaks for every customer.</param>
internal sealed record SignedSecrets(string Secret)
{
    private const int SecretMin = 16;
    private const int SecretMax = 256;

    public static SignedSecrets Read(Fields fields)
    {
        var secret = fields["secret"].Required().Text(SecretMax, min: 1);
        if (secret is { Length: < SecretMin } && secret != Messengers.Secret.Shown)
            fields.Report("secret", $"At least {SecretMin} characters.");
        return new SignedSecrets(secret ?? "");
    }

    public static SignedSecrets? Show(SignedSettings? settings) =>
        settings is null ? null : new(Messengers.Secret.Shown);

    /// <summary>Null where it is to stay as it is and there is none.</summary>
    public SignedSettings? Seal(SignedSettings? current, ISecretBox box) =>
        Messengers.Secret.Seal(Secret, current?.Secret, box) is { } secret ? new SignedSettings(secret) : null;
}
