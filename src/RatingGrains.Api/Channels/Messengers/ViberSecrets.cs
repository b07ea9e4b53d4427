using RatingGrains.Api.Http;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Channels.Messengers;

/// <summary>A Viber bot.</summary>
/// <param name="AuthToken">Sends messages, and signs what Viber delivers.</param>
/// <param name="SenderName">Whom the customer sees, at most 28 characters; shown as it is.</param>
internal sealed record ViberSecrets(string AuthToken, string SenderName)
{
    private const int TokenMax = 200;
    private const int NameMax = 28;

    public static ViberSecrets Read(Fields fields) => new(
        Secret.Token(fields["authToken"], TokenMax) ?? "",
        fields["senderName"].Required().Text(NameMax, min: 1) ?? "");

    public static ViberSecrets? Show(ViberSettings? settings) =>
        settings is null ? null : new(Secret.Shown, settings.SenderName);

    /// <summary>Null where the token is to stay as it is and there is none.</summary>
    public ViberSettings? Seal(ViberSettings? current, ISecretBox box) =>
        Secret.Seal(AuthToken, current?.AuthToken, box) is { } token ? new ViberSettings(token, SenderName) : null;
}
