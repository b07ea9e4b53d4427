using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RatingGrains.Kernel;

namespace RatingGrains.Agents;

/// <summary>A team that agents and supervisors belong to.</summary>
[JsonConverter(typeof(TextIdJsonConverter<TeamId>))]
public readonly record struct TeamId(string Value) : ITextId<TeamId>
{
    public static TeamId Parse(string text) => TextIdRules.Parse<TeamId>(text);

    public static bool TryParse([NotNullWhen(true)] string? text, out TeamId id)
    {
        var valid = TextIdRules.IsOurs(text);
        id = valid ? new TeamId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
