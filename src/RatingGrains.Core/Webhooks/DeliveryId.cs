using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using RatingGrains.Kernel;

namespace RatingGrains.Webhooks;

/// <summary>By which a receiver knows a repeat. Derived from the effect's id, so the same event has the same one whenever
/// and however often it is sent.</summary>
/// <param name="Lane">What is told in order: the conversation.</param>
/// <param name="Sequence">Its place in the lane.</param>
[JsonConverter(typeof(TextIdJsonConverter<DeliveryId>))]
public readonly record struct DeliveryId(string Lane, long Sequence) : ITextId<DeliveryId>
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public string Value => string.Create(Plain, $"{Lane}.{Sequence >> 8}.{Sequence & 0xFF}");

    public static DeliveryId Of(EffectId effect) => new(effect.Key, (effect.Version << 8) | (long)effect.Index);

    public static bool TryParse([NotNullWhen(true)] string? text, out DeliveryId id)
    {
        id = default;
        var last = text?.LastIndexOf('.') ?? -1;
        var middle = last > 0 ? text!.LastIndexOf('.', last - 1) : -1;
        if (middle < 1 || !TextIdRules.IsOurs(text![..middle])
            || !long.TryParse(text.AsSpan(middle + 1, last - middle - 1), NumberStyles.None, Plain, out var version)
            || !byte.TryParse(text.AsSpan(last + 1), NumberStyles.None, Plain, out var index)
            || version > long.MaxValue >> 8)
            return false;
        id = new DeliveryId(text[..middle], (version << 8) | index);
        return true;
    }

    public override string ToString() => Value;
}
