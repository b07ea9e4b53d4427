using RatingGrains.Api.Http;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Channels;

/// <summary>Secrets are written, never read: <c>set</c> is what is shown, and sent back it means "as it is".</summary>
internal sealed record TelegramSecrets(string BotToken, string WebhookSecret)
{
    public const string Shown = "set";
    private const int TokenMax = 200;
    private const int SecretMax = 256;

    public static TelegramSecrets Read(Fields fields)
    {
        var secret = fields["webhookSecret"].Required().Text(SecretMax, min: 1);
        if (secret is not null && !secret.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            fields.Report("webhookSecret", "Telegram takes the characters A-Z, a-z, 0-9, _ and - only.");
        return new TelegramSecrets(fields["botToken"].Required().Text(TokenMax, min: 1) ?? "", secret ?? "");
    }

    /// <summary>Null where one is to stay as it is and there is none.</summary>
    public TelegramSettings? Seal(TelegramSettings? current, ISecretBox box)
    {
        var token = Seal(BotToken, current?.BotToken, box);
        var secret = Seal(WebhookSecret, current?.WebhookSecret, box);
        return token is null || secret is null ? null : new TelegramSettings(token, secret);
    }

    private static string? Seal(string secret, string? current, ISecretBox box) =>
        secret == Shown ? current : box.Seal(secret);
}
