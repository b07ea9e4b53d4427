using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RatingGrains.Kernel;

namespace RatingGrains.Conversations;

/// <summary>One enquiry. Given by us; says nothing about the customer.</summary>
[JsonConverter(typeof(TextIdJsonConverter<ConversationId>))]
public readonly record struct ConversationId(string Value) : ITextId<ConversationId>
{
    public static ConversationId Parse(string text) => TextIdRules.Parse<ConversationId>(text);

    public static bool TryParse([NotNullWhen(true)] string? text, out ConversationId id)
    {
        var valid = TextIdRules.IsOurs(text);
        id = valid ? new ConversationId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
