using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RatingGrains.Kernel;

namespace RatingGrains.Threads;

/// <summary>The messenger's name for a chat.</summary>
[JsonConverter(typeof(TextIdJsonConverter<ChatId>))]
public readonly record struct ChatId : ITextId<ChatId>
{
    private ChatId(string value) => Value = value;

    public string Value { get; }

    public static ChatId Parse(string text) => TextIdRules.Parse<ChatId>(text);

    public static bool TryParse([NotNullWhen(true)] string? text, out ChatId id)
    {
        var valid = TextIdRules.IsForeign(text);
        id = valid ? new ChatId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
