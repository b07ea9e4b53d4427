using System.Text.Json.Serialization;

namespace RatingGrains.Connectors.Messenger;

/// <summary>The way of writing of Messenger's and Instagram's Send API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlatformSend))]
internal sealed partial class PlatformJson : JsonSerializerContext;

internal sealed record PlatformSend(PlatformRecipient Recipient, PlatformText Message)
{
    /// <summary>Within 24 hours of the customer's last message.</summary>
    public string MessagingType => "RESPONSE";
}

internal sealed record PlatformRecipient(string Id);

internal sealed record PlatformText(string Text, QuickReply[]? QuickReplies);

/// <param name="Title">At most 20 characters.</param>
/// <param name="Payload">Comes back when it is tapped; at most 1000 characters.</param>
internal sealed record QuickReply(string Title, string Payload)
{
    public string ContentType => "text";
}
