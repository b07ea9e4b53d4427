using Microsoft.Extensions.Options;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Messenger;

/// <summary>Where the API of Facebook's Messenger is. It takes 300 calls a second of one page, which is more than one
/// conversation centre writes; the default leaves room for others that write for the page.</summary>
internal sealed class MessengerPlatformOptions : MessengerOptions
{
    public const string Section = "Messenger";

    public MessengerPlatformOptions() =>
        (ApiBaseAddress, MessagesPerSecond) = ("https://graph.facebook.com/v23.0", 200);
}

/// <summary>Where the API of Instagram's messages is. It takes 100 calls a second of one account.</summary>
internal sealed class InstagramOptions : MessengerOptions
{
    public const string Section = "Instagram";

    public InstagramOptions() =>
        (ApiBaseAddress, MessagesPerSecond) = ("https://graph.instagram.com/v23.0", 80);
}

[OptionsValidator]
internal sealed partial class MessengerPlatformOptionsValidator : IValidateOptions<MessengerPlatformOptions>;

[OptionsValidator]
internal sealed partial class InstagramOptionsValidator : IValidateOptions<InstagramOptions>;
