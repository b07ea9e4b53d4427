using RatingGrains.Api.Http;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Channels.Messengers;

/// <summary>A Telegram bot: its token, and the secret that Telegram sends back with every update.</summary>
internal sealed record TelegramSecrets(string BotToken, string WebhookSecret)
{
    private const int TokenMax = 200;
    private const int SecretMax = 256;

    public static TelegramSecrets Read(Fields fields)
    {
        var secret = fields["webhookSecret"].Required().Text(SecretMax, min: 1);
        if (secret is not null && !secret.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            fields.Report("webhookSecret", "Telegram takes the characters A-Z, a-z, 0-9, _ and - only.");
        return new TelegramSecrets(Secret.Token(fields["botToken"], TokenMax) ?? "", secret ?? "");
    }

    public static TelegramSecrets? Show(TelegramSettings? settings) =>
        settings is null ? null : new(Secret.Shown, Secret.Shown);

    /// <summary>Null where one is to stay as it is and there is none.</summary>
    public TelegramSettings? Seal(TelegramSettings? current, ISecretBox box)
    {
        var token = Secret.Seal(BotToken, current?.BotToken, box);
        var secret = Secret.Seal(WebhookSecret, current?.WebhookSecret, box);
        return token is null || secret is null ? null : new TelegramSettings(token, secret);
    }
}
