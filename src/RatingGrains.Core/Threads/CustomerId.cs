using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RatingGrains.Kernel;

namespace RatingGrains.Threads;

/// <summary>The messenger's name for a customer.</summary>
[JsonConverter(typeof(TextIdJsonConverter<CustomerId>))]
public readonly record struct CustomerId : ITextId<CustomerId>
{
    private CustomerId(string value) => Value = value;

    public string Value { get; }

    public static CustomerId Parse(string text) => TextIdRules.Parse<CustomerId>(text);

    public static bool TryParse([NotNullWhen(true)] string? text, out CustomerId id)
    {
        var valid = TextIdRules.IsForeign(text);
        id = valid ? new CustomerId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
