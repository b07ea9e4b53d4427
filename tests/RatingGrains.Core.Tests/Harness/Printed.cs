using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace RatingGrains.Harness;

/// <summary>Writes a record with all that is in it. Records compare arrays by reference; this compares them by content,
/// and a failure shows both sides.</summary>
internal static class Printed
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff"),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        Kernel.EffectId or Enum or IFormattable or bool => value.ToString()!,
        _ when IsTextId(value.GetType()) => value.ToString()!,
        _ => OfRecord(value),
    };

    public static string Lines(IEnumerable<object?> values) => string.Join(Environment.NewLine, values.Select(Of));

    private static string OfRecord(object value)
    {
        var type = value.GetType();
        var properties = Properties.GetOrAdd(type, static t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public));
        return $"{type.Name}({string.Join(", ", properties.Select(p => $"{p.Name}: {Of(p.GetValue(value))}"))})";
    }

    private static bool IsTextId(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(Kernel.ITextId<>));
}
