using System.Text.Json.Serialization;

namespace RatingGrains.Connectors.Whatsapp;

/// <summary>WhatsApp's way of writing: snake_case, and nothing where there is nothing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WhatsappMessage))]
internal sealed partial class WhatsappJson : JsonSerializerContext;

/// <summary>A message to one customer: either text, or text with reply buttons.</summary>
/// <param name="To">A phone number.</param>
/// <param name="Recipient">In its place, the id of a customer who shows a user name and no number.</param>
/// <param name="BizOpaqueCallbackData">Comes back with the delivery reports.</param>
internal sealed record WhatsappMessage(
    string? To, string? Recipient, string Type, WhatsappText? Text, WhatsappInteractive? Interactive,
    string? BizOpaqueCallbackData)
{
    public string MessagingProduct => "whatsapp";

    public string RecipientType => "individual";
}

/// <param name="PreviewUrl">Whether a link in it is shown as a card; nobody asked for that.</param>
internal sealed record WhatsappText(string Body, bool PreviewUrl = false);

internal sealed record WhatsappInteractive(WhatsappBody Body, WhatsappAction Action)
{
    public string Type => "button";
}

internal sealed record WhatsappBody(string Text);

internal sealed record WhatsappAction(WhatsappButton[] Buttons);

internal sealed record WhatsappButton(WhatsappReply Reply)
{
    public string Type => "reply";
}

/// <param name="Id">Comes back when it is tapped.</param>
/// <param name="Title">At most 20 characters.</param>
internal sealed record WhatsappReply(string Id, string Title);
