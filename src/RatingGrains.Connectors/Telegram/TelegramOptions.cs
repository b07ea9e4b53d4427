using Microsoft.Extensions.Options;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Telegram;

/// <summary>Where Telegram's Bot API is; an own Bot API server has another address. Telegram takes about 30 messages a
/// second of one bot.</summary>
internal sealed class TelegramOptions : MessengerOptions
{
    public const string Section = "Telegram";

    public TelegramOptions() => (ApiBaseAddress, MessagesPerSecond) = ("https://api.telegram.org", 30);
}

[OptionsValidator]
internal sealed partial class TelegramOptionsValidator : IValidateOptions<TelegramOptions>;
