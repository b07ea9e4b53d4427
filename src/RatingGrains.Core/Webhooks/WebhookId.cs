using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RatingGrains.Kernel;

namespace RatingGrains.Webhooks;

/// <summary>One subscription of a system that is told what happens.</summary>
[JsonConverter(typeof(TextIdJsonConverter<WebhookId>))]
public readonly record struct WebhookId(string Value) : ITextId<WebhookId>
{
    public static WebhookId Parse(string text) => TextIdRules.Parse<WebhookId>(text);

    public static bool TryParse([NotNullWhen(true)] string? text, out WebhookId id)
    {
        var valid = TextIdRules.IsOurs(text);
        id = valid ? new WebhookId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
