namespace RatingGrains.Api.Messengers;

/// <summary>Changes JSON as accidents and enemies do: bytes flipped, cut and doubled, values exchanged for others, nested
/// without end, texts that are no texts. The same seed changes the same way.</summary>
internal sealed class Fuzz(int seed)
{
    private static readonly string[] Oddities =
    [
        "null", "true", "-1", "0", "1e400", "9223372036854775808", "184467440737095516160", "0.5", "\"\"", "\" \"", "[]", "{}",
        "[[[[[[]]]]]]", "\"\\u0000\"", "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"\\u202e1\"", "\"a|b%7C|c\"", "\"r:c-17:1\"",
        "\"r::\"", "\"q:c-17:99999999999\"", "\"{\\\"rating\\\":{}}\"", "\"1970-01-01\"", "\"-62135596800000\"",
        "253402300800000", "\"../../etc/passwd\"", "\"<script>alert(1)</script>\"", "\"'; DROP TABLE thread; --\"",
        "{\"\\ud800\":1}", "{\"id\":1,\"id\":2}",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A changed copy, perhaps no JSON any more.</summary>
    public string Change(string json)
    {
        var changed = json;
        for (var times = _random.Next(1, 4); times > 0 && changed.Length > 0; times--)
            changed = ChangeOnce(changed);
        return changed;
    }

    private string ChangeOnce(string json) => _random.Next(9) switch
    {
        0 => json.Remove(At(json), 1),
        1 => json.Insert(At(json), $"{(char)_random.Next(1, 0xD7FF)}"),
        2 => json[..At(json)],
        3 => json.Insert(At(json), json[At(json)..]),
        4 => json.Insert(At(json), string.Concat(Enumerable.Repeat(_random.Next(2) == 0 ? "[" : "{\"a\":", 200))),
        5 => json.Insert(At(json), new string('x', _random.Next(1, 70_000))),
        _ => ExchangeValue(json),
    };

    /// <summary>Puts an oddity where a value was, so that most of what comes out is still JSON.</summary>
    private string ExchangeValue(string json)
    {
        var colons = new List<int>();
        var inText = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] == '"' && (i == 0 || json[i - 1] != '\\'))
                inText = !inText;
            else if (json[i] == ':' && !inText)
                colons.Add(i);
        }
        if (colons.Count == 0)
            return json;
        var start = colons[_random.Next(colons.Count)] + 1;
        return json[..start] + Oddities[_random.Next(Oddities.Length)] + json[EndOfValue(json, start)..];
    }

    private static int EndOfValue(string json, int start)
    {
        var (depth, inText) = (0, false);
        for (var i = start; i < json.Length; i++)
        {
            if (json[i] == '"' && json[i - 1] != '\\')
                inText = !inText;
            if (inText)
                continue;
            if (json[i] is '{' or '[')
                depth++;
            else if (json[i] is '}' or ']' && depth-- == 0)
                return i;
            else if (json[i] == ',' && depth == 0)
                return i;
        }
        return json.Length;
    }

    private int At(string text) => _random.Next(text.Length);
}
