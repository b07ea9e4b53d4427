using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RatingGrains.Connectors.Telegram;

/// <summary>Where Telegram's Bot API is. Bots themselves are settings of their channels.</summary>
internal sealed class TelegramOptions
{
    public const string Section = "Telegram";

    /// <summary>An own Bot API server has another address than Telegram's.</summary>
    [Required]
    public string ApiBaseAddress { get; set; } = "https://api.telegram.org";

    /// <summary>How long one call may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}

[OptionsValidator]
internal sealed partial class TelegramOptionsValidator : IValidateOptions<TelegramOptions>;

/// <summary>What attributes cannot say about an address.</summary>
internal sealed class TelegramAddressValidator : IValidateOptions<TelegramOptions>
{
    public ValidateOptionsResult Validate(string? name, TelegramOptions options) =>
        Uri.TryCreate(options.ApiBaseAddress, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { Query: "", Fragment: "", UserInfo: "" }
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{TelegramOptions.Section}:{nameof(TelegramOptions.ApiBaseAddress)} must be an http or https address"
                + " without query, fragment or user.");
}
