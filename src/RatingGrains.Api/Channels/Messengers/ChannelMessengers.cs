using RatingGrains.Api.Http;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Channels.Messengers;

/// <summary>What a channel is connected to, as it is put: secrets in the open, or the word that they stay as they are.
/// </summary>
internal sealed record ChannelMessengers(
    TelegramSecrets? Telegram,
    MetaSecrets? Whatsapp,
    SignedSecrets? Signed,
    MetaSecrets? Messenger,
    MetaSecrets? Instagram,
    ViberSecrets? Viber,
    VkSecrets? Vk,
    ChatwootSecrets? Chatwoot)
{
    public static ChannelMessengers Read(Fields fields) => new(
        fields["telegram"].Object(TelegramSecrets.Read),
        fields["whatsapp"].Object(MetaSecrets.Read),
        fields["signed"].Object(SignedSecrets.Read),
        fields["messenger"].Object(MetaSecrets.Read),
        fields["instagram"].Object(MetaSecrets.Read),
        fields["viber"].Object(ViberSecrets.Read),
        fields["vk"].Object(VkSecrets.Read),
        fields["chatwoot"].Object(ChatwootSecrets.Read));

    /// <summary>The settings with all secrets sealed.</summary>
    /// <param name="missing">The messenger of which a secret is to stay as it is, and there is none; null: all is well.
    /// </param>
    public ChannelSettings SealInto(
        ChannelSettings settings, ChannelSettings? current, ISecretBox box, out string? missing)
    {
        var kept = settings with
        {
            Telegram = Telegram?.Seal(current?.Telegram, box),
            Whatsapp = Whatsapp?.Seal(current?.Whatsapp, box),
            Signed = Signed?.Seal(current?.Signed, box),
            Messenger = Messenger?.Seal(current?.Messenger, box),
            Instagram = Instagram?.Seal(current?.Instagram, box),
            Viber = Viber?.Seal(current?.Viber, box),
            Vk = Vk?.Seal(current?.Vk, box),
            Chatwoot = Chatwoot?.Seal(current?.Chatwoot, box),
            // Said at another door, and not known at this one.
            Bitrix24 = current?.Bitrix24,
        };
        (object? Put, object? Sealed, string Field)[] all =
        [
            (Telegram, kept.Telegram, "telegram"), (Whatsapp, kept.Whatsapp, "whatsapp"),
            (Signed, kept.Signed, "signed"), (Messenger, kept.Messenger, "messenger"),
            (Instagram, kept.Instagram, "instagram"), (Viber, kept.Viber, "viber"), (Vk, kept.Vk, "vk"),
            (Chatwoot, kept.Chatwoot, "chatwoot"),
        ];
        missing = all.FirstOrDefault(one => one.Put is not null && one.Sealed is null).Field;
        return kept;
    }
}
