using System.Text.Json.Serialization;

namespace RatingGrains.Connectors.Viber;

/// <summary>Viber's way of writing: snake_case, except in keyboards.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ViberMessage))]
internal sealed partial class ViberJson : JsonSerializerContext;

/// <param name="TrackingData">Comes back with what the customer says next.</param>
/// <param name="MinApiVersion">Keyboards with silent buttons need 6.</param>
internal sealed record ViberMessage(
    string Receiver, ViberSender Sender, string Text, string? TrackingData, ViberKeyboard? Keyboard, int? MinApiVersion)
{
    public string Type => "text";
}

internal sealed record ViberSender(string Name);

internal sealed record ViberKeyboard([property: JsonPropertyName("Buttons")] ViberButton[] Buttons)
{
    [JsonPropertyName("Type")]
    public string Type => "keyboard";
}

/// <param name="ActionBody">What the customer's app says when it is tapped.</param>
internal sealed record ViberButton(
    [property: JsonPropertyName("Text")] string Text, [property: JsonPropertyName("ActionBody")] string ActionBody)
{
    /// <summary>Of the six that a row has.</summary>
    [JsonPropertyName("Columns")]
    public int Columns => 3;

    [JsonPropertyName("Rows")]
    public int Rows => 1;

    [JsonPropertyName("ActionType")]
    public string ActionType => "reply";

    /// <summary>The answer is a token, not words: it does not show in the chat.</summary>
    [JsonPropertyName("Silent")]
    public bool Silent => true;
}
