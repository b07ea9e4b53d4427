using Microsoft.Extensions.Options;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Whatsapp;

/// <summary>Where WhatsApp's Cloud API is. It takes 80 messages a second of one number, and more once Meta has raised
/// that.</summary>
internal sealed class WhatsappOptions : MessengerOptions
{
    public const string Section = "Whatsapp";

    public WhatsappOptions() =>
        (ApiBaseAddress, MessagesPerSecond) = ("https://graph.facebook.com/v23.0", 80);
}

[OptionsValidator]
internal sealed partial class WhatsappOptionsValidator : IValidateOptions<WhatsappOptions>;
