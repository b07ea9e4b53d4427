using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RatingGrains.Kernel;

namespace RatingGrains.Threads;

/// <summary>The messenger's name for a message.</summary>
[JsonConverter(typeof(TextIdJsonConverter<MessageId>))]
public readonly record struct MessageId : ITextId<MessageId>
{
    private MessageId(string value) => Value = value;

    public string Value { get; }

    public static MessageId Parse(string text) => TextIdRules.Parse<MessageId>(text);

    public static bool TryParse([NotNullWhen(true)] string? text, out MessageId id)
    {
        var valid = TextIdRules.IsForeign(text);
        id = valid ? new MessageId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
