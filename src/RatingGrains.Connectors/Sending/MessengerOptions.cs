using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RatingGrains.Connectors.Sending;

/// <summary>Where a messenger's API is, and how it may be used. The accounts themselves are settings of their channels.
/// </summary>
internal abstract class MessengerOptions
{
    /// <summary>An http or https address; another one than the messenger's own for a proxy or a stand-in.</summary>
    [Required]
    public string ApiBaseAddress { get; set; } = "";

    /// <summary>How long one call may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many messages one account may send in a second. With several processes behind one account, each takes
    /// its part.</summary>
    [Range(0.01, 10_000)]
    public double MessagesPerSecond { get; set; }
}

/// <summary>What attributes cannot say about an address.</summary>
/// <param name="section">Where the options are in the configuration.</param>
internal sealed class ApiAddressValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : MessengerOptions
{
    public ValidateOptionsResult Validate(string? name, TOptions options) =>
        Uri.TryCreate(options.ApiBaseAddress, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { Query: "", Fragment: "", UserInfo: "" }
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{section}:{nameof(options.ApiBaseAddress)} must be an http or https address"
                + " without query, fragment or user.");
}
