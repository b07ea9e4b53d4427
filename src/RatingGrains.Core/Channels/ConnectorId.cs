using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RatingGrains.Kernel;

namespace RatingGrains.Channels;

/// <summary>What a customer writes through: liveChat, network, telegram, …</summary>
[JsonConverter(typeof(TextIdJsonConverter<ConnectorId>))]
public readonly record struct ConnectorId(string Value) : ITextId<ConnectorId>
{
    public static ConnectorId Parse(string text) => TextIdRules.Parse<ConnectorId>(text);

    public static bool TryParse([NotNullWhen(true)] string? text, out ConnectorId id)
    {
        var valid = TextIdRules.IsOurs(text);
        id = valid ? new ConnectorId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
