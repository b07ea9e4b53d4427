using RatingGrains.Api.Http;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Channels.Messengers;

/// <summary>A community of VK's.</summary>
/// <param name="GroupId">The community's id; shown as it is.</param>
/// <param name="AccessToken">The community's key, with the right to send messages.</param>
/// <param name="Secret">Comes back in every event.</param>
/// <param name="Confirmation">What VK wants to read when the server is confirmed.</param>
internal sealed record VkSecrets(string GroupId, string AccessToken, string Secret, string Confirmation)
{
    private const int IdMax = 20;
    private const int TokenMax = 500;
    private const int SecretMax = 100;

    public static VkSecrets Read(Fields fields)
    {
        var group = fields["groupId"].Required().Text(IdMax, min: 1);
        if (group is not null && !group.All(char.IsAsciiDigit))
            fields.Report("groupId", "Digits only, without the minus sign.");
        return new(
            group ?? "",
            Messengers.Secret.Token(fields["accessToken"], TokenMax) ?? "",
            fields["secret"].Required().Text(SecretMax, min: 1) ?? "",
            fields["confirmation"].Required().Text(SecretMax, min: 1) ?? "");
    }

    public static VkSecrets? Show(VkSettings? settings) => settings is null
        ? null
        : new(settings.GroupId, Messengers.Secret.Shown, Messengers.Secret.Shown, Messengers.Secret.Shown);

    /// <summary>Null where one is to stay as it is and there is none.</summary>
    public VkSettings? Seal(VkSettings? current, ISecretBox box) =>
        Messengers.Secret.Seal(AccessToken, current?.AccessToken, box) is { } token
        && Messengers.Secret.Seal(Secret, current?.Secret, box) is { } secret
        && Messengers.Secret.Seal(Confirmation, current?.Confirmation, box) is { } confirmation
            ? new VkSettings(GroupId, token, secret, confirmation)
            : null;
}
