using Microsoft.Extensions.Options;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Viber;

/// <summary>Where Viber's bot API is. It names no rate for single messages and answers <c>tooManyRequests</c>; the default
/// stays well below what bots are known to send.</summary>
internal sealed class ViberOptions : MessengerOptions
{
    public const string Section = "Viber";

    public ViberOptions() => (ApiBaseAddress, MessagesPerSecond) = ("https://chatapi.viber.com/pa", 50);
}

[OptionsValidator]
internal sealed partial class ViberOptionsValidator : IValidateOptions<ViberOptions>;
