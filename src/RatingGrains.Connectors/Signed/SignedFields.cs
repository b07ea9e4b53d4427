using System.Globalization;
using System.Text.Json;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Connectors.Signed;

/// <summary>Reads one message of an own sender, and names every field that is not as it must be. What it does not know it
/// passes over.</summary>
internal sealed class SignedFields(JsonElement message, string path, Dictionary<string, string[]> errors)
{
    public TId Id<TId>(string name) where TId : struct, ITextId<TId>
    {
        if (TId.TryParse(message.Get(name).Text(), out var id))
            return id;
        Report(name, "Required: a text of 1 to 256 characters, none of them a control character.");
        return default;
    }

    public ConnectorId Connector(string name)
    {
        if (ConnectorId.TryParse(message.Get(name).Text(), out var id))
            return id;
        Report(name, "Required: 1 to 64 of the characters A-Z, a-z, 0-9, '.', '_', ':' and '-'.");
        return default;
    }

    public MessageId? OptionalMessage(string name)
    {
        var value = message.Get(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        return Id<MessageId>(name);
    }

    public string? Text(string name, int max)
    {
        var value = message.Get(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        if (value.Text() is { Length: > 0 } text && (text.Length <= max || ChannelRules.LengthAsSeen(text) <= max))
            return text;
        Report(name, $"Must be a text of 1 to {max} characters.");
        return null;
    }

    public DateTimeOffset? Time(string name)
    {
        var value = message.Get(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        if (DateTimeOffset.TryParse(
            value.Text(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time))
            return time;
        Report(name, "Must be an RFC 3339 time like 2026-01-31T08:00:00Z.");
        return null;
    }

    public bool Has(string name) =>
        message.Get(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public void Report(string name, string problem) =>
        errors.TryAdd(path.Length == 0 ? name : $"{path}.{name}", [problem]);
}
