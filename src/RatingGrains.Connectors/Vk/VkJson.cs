using System.Text.Json.Serialization;

namespace RatingGrains.Connectors.Vk;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VkKeyboard))]
[JsonSerializable(typeof(VkPayload))]
internal sealed partial class VkJson : JsonSerializerContext;

/// <summary>Rows of buttons under a message.</summary>
internal sealed record VkKeyboard(VkButton[][] Buttons)
{
    public bool Inline => true;
}

internal sealed record VkButton(VkAction Action);

/// <param name="Label">What the customer's app says when it is tapped.</param>
/// <param name="Payload">JSON in a text, at most 255 characters; comes back with that.</param>
internal sealed record VkAction(string Label, string Payload)
{
    public string Type => "text";
}

/// <param name="Rating">As <see cref="RatingButtons"/> has it.</param>
internal sealed record VkPayload(string Rating);
