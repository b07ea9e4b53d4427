using RatingGrains.Api.Http;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Channels.Messengers;

/// <summary>A number of WhatsApp's, a Facebook page, or an Instagram account.</summary>
/// <param name="AccountId">WhatsApp's phone number id, the page's id, or the account's; shown as it is.</param>
/// <param name="AccessToken">With it messages are sent.</param>
/// <param name="AppSecret">With it Meta signs what it delivers.</param>
/// <param name="VerifyToken">Own words, said once by Meta when the hook is set.</param>
internal sealed record MetaSecrets(string AccountId, string AccessToken, string AppSecret, string VerifyToken)
{
    private const int IdMax = 64;
    private const int TokenMax = 1000;
    private const int SecretMax = 256;

    public static MetaSecrets Read(Fields fields)
    {
        var account = fields["accountId"].Required().Text(IdMax, min: 1);
        if (account is not null && !account.All(char.IsAsciiDigit))
            fields.Report("accountId", "Meta's ids have digits only.");
        return new(
            account ?? "",
            Secret.Token(fields["accessToken"], TokenMax) ?? "",
            fields["appSecret"].Required().Text(SecretMax, min: 1) ?? "",
            fields["verifyToken"].Required().Text(SecretMax, min: 1) ?? "");
    }

    public static MetaSecrets? Show(MetaSettings? settings) =>
        settings is null ? null : new(settings.AccountId, Secret.Shown, Secret.Shown, Secret.Shown);

    /// <summary>Null where one is to stay as it is and there is none.</summary>
    public MetaSettings? Seal(MetaSettings? current, ISecretBox box) =>
        Secret.Seal(AccessToken, current?.AccessToken, box) is { } token
        && Secret.Seal(AppSecret, current?.AppSecret, box) is { } secret
        && Secret.Seal(VerifyToken, current?.VerifyToken, box) is { } verify
            ? new MetaSettings(AccountId, token, secret, verify)
            : null;
}
