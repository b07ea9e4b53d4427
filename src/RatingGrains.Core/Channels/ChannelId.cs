using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RatingGrains.Kernel;

namespace RatingGrains.Channels;

/// <summary>An open channel.</summary>
[JsonConverter(typeof(TextIdJsonConverter<ChannelId>))]
public readonly record struct ChannelId(string Value) : ITextId<ChannelId>
{
    public static ChannelId Parse(string text) => TextIdRules.Parse<ChannelId>(text);

    public static bool TryParse([NotNullWhen(true)] string? text, out ChannelId id)
    {
        var valid = TextIdRules.IsOurs(text);
        id = valid ? new ChannelId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
