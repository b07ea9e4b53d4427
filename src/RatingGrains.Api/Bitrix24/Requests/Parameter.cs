using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RatingGrains.Api.Bitrix24.Requests;

/// <summary>One value of a request, whichever form it came in: a text, nothing, or named values. A list is named values
/// that count from 0, and truth is the text <c>1</c>, because that is how the original reads both.</summary>
internal sealed class Parameter
{
    public static readonly Parameter Nothing = new(null, null);

    private readonly Dictionary<string, Parameter>? _children;
    private int _next;

    private Parameter(string? text, Dictionary<string, Parameter>? children) => (Text, _children) = (text, children);

    /// <summary>Null for nothing, and for named values.</summary>
    public string? Text { get; }

    public bool IsBranch => _children is not null;

    /// <summary>Nothing, an empty text, or no values: what PHP would take for "not given".</summary>
    public bool IsBlank => _children is null ? string.IsNullOrWhiteSpace(Text) : _children.Count == 0;

    /// <summary>In the order they came in.</summary>
    public IReadOnlyCollection<KeyValuePair<string, Parameter>> Children => _children ?? [];

    /// <summary>As it is written, or else in any case; nothing where there is none.</summary>
    public Parameter this[string name] => Exactly(name) ?? Find(name)?.Value ?? Nothing;

    public bool Has(string name) => _children?.ContainsKey(name) is true || Find(name) is not null;

    /// <summary>Null where none is written just so.</summary>
    public Parameter? Exactly(string name) => _children?.GetValueOrDefault(name);

    public static Parameter Of(string? text) => text is null ? Nothing : new Parameter(text, null);

    /// <summary>Names that differ only in their case are two: keys of a batch may.</summary>
    public static Parameter Branch() => new(null, new Dictionary<string, Parameter>(StringComparer.Ordinal));

    /// <summary>A value by its name; the last one of a name wins.</summary>
    public Parameter With(string name, Parameter value)
    {
        _children![name] = value;
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index >= _next)
            _next = index + 1;
        return this;
    }

    /// <summary>In whichever case it is written.</summary>
    public Parameter Without(string name)
    {
        while (Find(name) is { Key: var found })
            _children!.Remove(found);
        return this;
    }

    /// <summary>A value after the last one that is counted.</summary>
    public Parameter WithNext(Parameter value) => With(NameOf(_next), value);

    /// <exception cref="InvalidOperationException">A text is no Unicode.</exception>
    public static Parameter Of(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var named = Branch();
                foreach (var property in json.EnumerateObject())
                    named.With(property.Name, Of(property.Value));
                return named;
            case JsonValueKind.Array:
                var listed = Branch();
                foreach (var (index, item) in json.EnumerateArray().Index())
                    listed.With(NameOf(index), Of(item));
                return listed;
            case JsonValueKind.String:
                return Of(json.GetString());
            case JsonValueKind.Number:
                return Of(json.GetRawText());
            case JsonValueKind.True:
                return Of("1");
            case JsonValueKind.False:
                return Of("");
            default:
                return Nothing;
        }
    }

    /// <summary>A value of an answer, as a later command of a batch may name it.</summary>
    public static Parameter Of(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                var named = Branch();
                foreach (var (name, value) in fields)
                    named.With(name, Of(value));
                return named;
            case JsonArray items:
                var listed = Branch();
                foreach (var (index, item) in items.Index())
                    listed.With(NameOf(index), Of(item));
                return listed;
            case null:
                return Nothing;
            default:
                return node.GetValueKind() switch
                {
                    JsonValueKind.True => Of("1"),
                    JsonValueKind.False => Of(""),
                    _ => Of(node.ToString()),
                };
        }
    }

    /// <summary>As it is echoed: texts, lists where the names count from 0, objects elsewhere.</summary>
    public JsonNode? ToJson()
    {
        if (_children is null)
            return Text is null ? null : JsonValue.Create(Text);
        if (IsList)
            return new JsonArray([.. _children.Values.Select(child => child.ToJson())]);
        var named = new JsonObject();
        foreach (var (name, child) in _children)
            named[name] = child.ToJson();
        return named;
    }

    public bool IsList => _children is not null && _children.Keys.Index().All(pair => pair.Item == NameOf(pair.Index));

    /// <summary>A whole number; null where it is none, or larger than any of ours.</summary>
    public long? WholeNumber =>
        long.TryParse(Text?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An id: a whole number above 0.</summary>
    public long? Id => WholeNumber is > 0 and var id ? id : null;

    private KeyValuePair<string, Parameter>? Find(string name)
    {
        foreach (var child in Children)
        {
            if (child.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return child;
        }
        return null;
    }

    private static string NameOf(int index) => index.ToString(CultureInfo.InvariantCulture);
}
