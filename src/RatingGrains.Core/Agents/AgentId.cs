using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RatingGrains.Kernel;

namespace RatingGrains.Agents;

/// <summary>An agent of the contact centre.</summary>
[JsonConverter(typeof(TextIdJsonConverter<AgentId>))]
public readonly record struct AgentId(string Value) : ITextId<AgentId>
{
    public static AgentId Parse(string text) => TextIdRules.Parse<AgentId>(text);

    public static bool TryParse([NotNullWhen(true)] string? text, out AgentId id)
    {
        var valid = TextIdRules.IsOurs(text);
        id = valid ? new AgentId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
